"""What becomes of a mail, written down: only while the row is still ours."""

import datetime

from django.db.models import Q
from django.utils import timezone

from zorgzaam.post import relay
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.relay import Reply

LEASE = datetime.timedelta(minutes=5)
MOST_ATTEMPTS = 12
# How long a relay that is down is left alone. Costs a mail no attempt: after the repair all must go within minutes.
REST = datetime.timedelta(minutes=1)


class LeaseLost(Exception):
    """Somebody else took the row over: hands off."""


def later(mail: OutgoingMail, why: str) -> None:
    """Back in the queue with a growing pause; given up after MOST_ATTEMPTS."""
    write(mail, **next_attempt(mail), last_answer=why[:300], claimed_by=None, lease_until=None)


def next_attempt(mail: OutgoingMail) -> dict[str, object]:
    """State and time after one more attempt that came to nothing: pauses of 1, 2, 4 ... at most 120
    minutes."""
    attempts = mail.attempts + 1
    return {
        "state": MailState.FAILED if attempts >= MOST_ATTEMPTS else MailState.QUEUED,
        "attempts": attempts,
        "not_before": timezone.now() + datetime.timedelta(minutes=min(2 ** (attempts - 1), 120)),
    }


def rest(mail: OutgoingMail, why: str) -> None:
    """Back in the queue for a moment: the trouble is the relay's, so it costs this mail no attempt."""
    write(
        mail,
        state=MailState.QUEUED,
        not_before=timezone.now() + REST,
        last_answer=why[:300],
        claimed_by=None,
        lease_until=None,
    )


def put_back(mail: OutgoingMail) -> None:
    """Not tried at all: waiting again, without an attempt counted."""
    mine = OutgoingMail.objects.filter(pk=mail.pk, claimed_by=mail.claimed_by, state=MailState.CLAIMED)
    mine.update(state=MailState.QUEUED, claimed_by=None, lease_until=None)


def fail(mail: OutgoingMail, why: str) -> None:
    """It will not go: refused, or not to be made."""
    write(mail, state=MailState.FAILED, last_answer=why[:300], lease_until=None)


def unsure(mail: OutgoingMail, why: str) -> None:
    """The relay may have it, or not: for the witness, or a person."""
    write(mail, state=MailState.UNCERTAIN, last_answer=why[:300], lease_until=None)


def sent(mail: OutgoingMail, reply: Reply) -> None:
    """The relay took it. Also when our lease ended meanwhile: a yes in hand is more than 'uncertain'."""
    mine = Q(claimed_by=mail.claimed_by, state__in=[MailState.HANDED, MailState.UNCERTAIN])
    OutgoingMail.objects.filter(mine, pk=mail.pk).update(
        state=MailState.SENT, sent_at=timezone.now(), last_answer=relay.words(reply), lease_until=None
    )


def write(mail: OutgoingMail, **values: object) -> None:
    """Write down a step, only while the row is still ours."""
    mine = OutgoingMail.objects.filter(
        pk=mail.pk, claimed_by=mail.claimed_by, state__in=[MailState.CLAIMED, MailState.HANDED]
    )
    if not mine.update(**values):
        raise LeaseLost
