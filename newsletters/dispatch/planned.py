"""What was planned goes when its moment is there, from what PostgreSQL knows."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from newsletters.dispatch import emails
from newsletters.dispatch.models import Sending
from newsletters.dispatch.steps import begin, unplan
from newsletters.issues.models import IssueState
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.restored import is_shut, may_have_gone
from zorgzaam.telling import each

# News of yesterday: a person decides.
TOO_LATE = datetime.timedelta(hours=24)
LATE = (
    "Het geplande moment is meer dan een dag voorbij. "
    "Kijk of het nieuws nog klopt en verstuur de nieuwsbrief dan zelf."
)
MAYBE_GONE = (
    "De databank is teruggezet uit een reservekopie, en dit moment lag daarvoor. De nieuwsbrief kan dus al verstuurd "
    "zijn. Kijk dat na, en verstuur hem alleen zelf als hij nog niet weg is."
)


def begin_planned() -> int:
    """Begin every issue whose moment is there; gives how many. While the post office is shut none begins."""
    if is_shut():
        return 0
    due = Sending.objects.filter(issue__state=IssueState.PLANNED, issue__planned_for__lte=timezone.now())
    return each([(sending,) for sending in due.select_related("issue", "by")], _begin)


def _begin(sending: Sending) -> bool:
    """In the name of who planned it. What cannot go waits for a person again, who is told why by mail."""
    issue = sending.issue
    planned = issue.planned_for
    if planned is None:
        return False
    try:
        if may_have_gone(planned):
            raise ValidationError(MAYBE_GONE)
        if planned < timezone.now() - TOO_LATE:
            raise ValidationError(LATE)
        return begin(issue, by=sending.by)
    except ValidationError as refused:
        if unplan(issue, by=SystemActor.WORKER):
            emails.could_not_go(sending, planned, " ".join(refused.messages))
        return False
