"""An issue is over when nothing of it waits any more."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from newsletters.dispatch import emails
from newsletters.dispatch.models import Sending
from newsletters.issues.models import Issue, IssueState
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk.models import MailingState
from zorgzaam.post.bulk.progress import set_state
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.restored import RESTORED, is_shut

# What became unsure by a restore may still go: a person decides.
_WAITS = Q(state__in=[MailState.QUEUED, MailState.CLAIMED, MailState.HANDED]) | Q(
    state=MailState.UNCERTAIN, last_answer=RESTORED
)


def waits(sending: Sending) -> bool:
    """Whether mail of this issue has still to go, or a person has to decide about some."""
    return sending.filled_at is None or _waiting(sending.mailing_id).exists()


def _waiting(mailing: Any) -> "QuerySet[OutgoingMail]":
    return OutgoingMail.objects.filter(_WAITS, body__mailing=mailing)


def finish_over() -> int:
    """Write down which issues are sent; gives how many. While the post office is shut none is. One that stands still
    is sent too once nothing of it waits: there is nothing to go on with."""
    if is_shut():
        return 0
    over = Sending.objects.filter(
        issue__state=IssueState.RUNNING, filled_at__isnull=False,
        mailing__state__in=[MailingState.RUNNING, MailingState.PAUSED],
    ).exclude(Exists(_waiting(OuterRef("mailing"))))  # fmt: skip
    return sum(_finish(sending) for sending in over)


def _finish(sending: Sending) -> bool:
    with transaction.atomic(), acting(SystemActor.WORKER, job="nieuwsbrief"):
        row = Issue.objects.select_for_update(no_key=True).get(pk=sending.issue_id)
        if row.state != IssueState.RUNNING:
            return False
        Sending.objects.filter(issue=row, paused=True).update(paused=False)
        if sending.mailing is not None:
            # What a person lets go again of what was unsure finds no door that is shut.
            set_state(sending.mailing, MailingState.RUNNING)
        row.state, row.sent_at = IssueState.SENT, timezone.now()
        row.save(update_fields=["state", "sent_at"])
        emails.was_sent(sending)
    return True
