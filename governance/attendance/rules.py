"""Who may do what with who is there."""

from typing import Any

from governance.meetings.models import MANAGERS, OFFICES
from governance.meetings.rules import body_of
from zorgzaam.access import rule
from zorgzaam.standing import Standing


def _holds(standing: Standing, obj: Any, roles: tuple[str, ...]) -> bool:
    if obj is None:
        return any(held & set(roles) for held in standing.bodies.values())
    return standing.holds(body_of(obj), *roles)


@rule("governance.invite")
def invites(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda of a body invites to its meetings, and notes who was there."""
    return _holds(standing, obj, MANAGERS)


@rule("governance.view_attendance")
def sees_who_comes(standing: Standing, obj: Any) -> bool:
    """Who sits in the body, and the netwerkbureau. The public sees nothing of it."""
    return standing.is_bureau or standing.sits_in(body_of(obj))


@rule("governance.judge_interest")
def judges_interests(standing: Standing, obj: Any) -> bool:
    """Chair and secretary, by office, say whether what somebody explains about an interest is accepted."""
    return _holds(standing, obj, OFFICES)


@rule("governance.keep_quorum_rules")
def keeps_quorum_rules(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau writes down by which rule a body decides."""
    return standing.is_bureau
