"""Who may do what with a briefing, one sentence each. What there is to see is decided by `visible_to`."""

from typing import Any

from django.utils import timezone

from governance.bodies.models import Body, Role
from governance.briefings.models import Briefing
from governance.briefings.reviewing import BriefingShare
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.add_briefing")
def add(standing: Standing, briefing: Any) -> bool:
    """The netwerkbureau drafts."""
    return standing.is_bureau


@rule("governance.change_briefing")
def change(standing: Standing, briefing: Briefing) -> bool:
    """The netwerkbureau writes. Only a draft can change: the form and the database say so when it is none."""
    return standing.is_bureau


@rule("governance.review_briefing")
def review(standing: Standing, briefing: Briefing) -> bool:
    """The netwerkbureau reads along and remarks; so does whom the draft was shared with."""
    return standing.is_bureau


@rule("governance.approve_briefing")
def approve(standing: Standing, briefing: Briefing) -> bool:
    """Who wrote no part of it and did not offer it: of the netwerkbureau, a chair or a griffier (four eyes)."""
    if standing.person_id is None or briefing.is_work_of(standing.person_id):
        return False
    roles = frozenset().union(*standing.bodies.values())
    return standing.is_bureau or bool(roles & {Role.CHAIR, Role.CLERK})


@rule("governance.determine_briefing")
def determine(standing: Standing, briefing: Briefing) -> bool:
    """The portfolio holder it names, who wrote no part of it and did not offer it."""
    return standing.person_id is not None and (
        standing.person_id == briefing.holder_id and not briefing.is_work_of(standing.person_id)
    )


@rule("governance.record_determination")
def record_determination(standing: Standing, briefing: Briefing) -> bool:
    """Of the netwerkbureau, or the griffier of whom it goes to; who wrote no part of it and did not offer it."""
    if standing.person_id is None or briefing.is_work_of(standing.person_id):
        return False
    return standing.is_bureau or _is_clerk_of(standing, briefing.addressee)


def _is_clerk_of(standing: Standing, to: Body) -> bool:
    """Of this body, or of another of the same organisation: a griffier of the council, for a letter to its college."""
    own = [body for body, roles in standing.bodies.items() if Role.CLERK in roles]
    if to.pk in own or not own or to.organisation_id is None:
        return to.pk in own
    return Body.objects.filter(pk__in=own, organisation=to.organisation_id).exists()


@rule("governance.publish_briefing")
def publish(standing: Standing, briefing: Briefing) -> bool:
    """The netwerkbureau publishes, takes back and starts the next version."""
    return standing.is_bureau


@rule("governance.read_along_briefings")
def read_along(standing: Standing, briefing: Any) -> bool:
    """The netwerkbureau has drafts to work on; others when one is shared with them now."""
    shares = BriefingShare.objects.filter(user_id=standing.user_id, until__gt=timezone.now())
    return standing.is_bureau or (standing.user_id is not None and shares.exists())


@rule("governance.keep_secrecy")
def keep_secrecy(standing: Standing, briefing: Briefing) -> bool:
    """The netwerkbureau writes down what bodies imposed and lifted; who reads along reads it on the draft."""
    return standing.is_bureau


@rule("governance.share_briefing")
def share(standing: Standing, briefing: Briefing) -> bool:
    """The netwerkbureau shares a draft with one reviewer and ends that."""
    return standing.is_bureau
