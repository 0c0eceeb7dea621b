"""Who may do what in the workspace of a schrijfteam. Nothing in it is public.

The object is always the assignment; reading what is inside is decided by `visible_to` of each row.
"""

from typing import Any

from django.db.models import Q

from governance.bodies.models import Role
from governance.writing.models import LEADS, WritingAssignment
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.write")
def writes(standing: Standing, assignment: Any) -> bool:
    """Who sits in the schrijfteam now, and the netwerkbureau."""
    return standing.is_bureau or standing.sits_in(assignment.team_id)


@rule("governance.lead_writing")
def leads(standing: Standing, assignment: Any) -> bool:
    """Trekker and coördinator of the team, and the netwerkbureau: take steps, open a harvest, hide, hand in."""
    return standing.is_bureau or standing.holds(assignment.team_id, *LEADS)


@rule("governance.vote_in_writing")
def votes(standing: Standing, assignment: Any) -> bool:
    """Only who sits in the team: the netwerkbureau helps, and has no vote."""
    return standing.sits_in(assignment.team_id)


@rule("governance.review_writing")
def reviews(standing: Standing, assignment: Any) -> bool:
    """Who sits in the programmateam, and not in the schrijfteam as well (four eyes)."""
    return standing.sits_in(assignment.programme_id) and not standing.sits_in(assignment.team_id)


@rule("governance.discuss_writing")
def discusses(standing: Standing, assignment: Any) -> bool:
    """Team, netwerkbureau and programmateam answer remarks."""
    return writes(standing, assignment) or standing.sits_in(assignment.programme_id)


@rule("governance.sits_with_writers")
def sits_with_writers(standing: Standing, assignment: Any) -> bool:
    """Who leads a schrijfteam or is an expert in one, by the role alone: no question to the database."""
    return any(roles & {*LEADS, Role.EXPERT} for roles in standing.bodies.values())


@rule("governance.meets_writing")
def meets_writing(standing: Standing, assignment: Any) -> bool:
    """Who sits in a schrijfteam with an assignment or in a programmateam that guides one, and the netwerkbureau."""
    bodies = list(standing.bodies)
    rows = WritingAssignment.objects.filter(Q(team__in=bodies) | Q(programme__in=bodies))
    return standing.is_bureau or (bool(bodies) and rows.exists())


@rule("governance.assign_writing")
def assigns(standing: Standing, assignment: Any) -> bool:
    """The netwerkbureau says which team writes about which theme."""
    return standing.is_bureau


@rule("governance.take_over_writing")
def takes_over(standing: Standing, assignment: Any) -> bool:
    """The netwerkbureau and the programmateam put an agreed task in the Regioplan; the schrijfteam itself does not."""
    return standing.is_bureau or reviews(standing, assignment)
