"""Handing mail to the relay: claim, hand over, write down the answer.

Between `handed` and `sent` the relay may or may not have the message; a row found there later is uncertain
and is never resent blind (`zorgzaam.post.reconcile`). Every step is committed before the next begins.
"""

import logging
import smtplib
import time
import uuid

from django.db import transaction
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.post import permission
from zorgzaam.post.letter import WIRE, compose
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.relay import Line
from zorgzaam.post.restored import is_shut
from zorgzaam.post.steps import LEASE, REST, LeaseLost, fail, later, next_attempt, put_back, rest, sent, write
from zorgzaam.post.talk import announce, say

log = logging.getLogger(__name__)

BATCH = 20
# Well under CELERY_TASK_TIME_LIMIT, which kills a worker in the middle of whatever it says.
PATIENCE = 240.0
HELD = "wacht: dit mag nu niet weg"


def deliver_waiting(patience: float = PATIENCE) -> int:
    """Hand over what is waiting, until nothing is left or `patience` (seconds) is over.

    Gives how many mails the relay took. What was claimed but not tried goes back to the queue; a relay that is down
    ends the round, and the sweeper begins the next.
    """
    sent, deadline, line = 0, time.monotonic() + patience, Line()
    while time.monotonic() < deadline and not line.is_down and (mails := claim(BATCH)):
        with Line() as line:
            for mail in mails:
                if time.monotonic() < deadline and not line.is_down:
                    sent += hand_over(line, mail)
                else:
                    put_back(mail)
    return sent


def claim(most: int) -> list[OutgoingMail]:
    """Take up to `most` waiting rows for this process; no two processes get the same row.

    What its reader may no longer see fails here and is not given. So an empty batch is tried again while
    rows keep lapsing: else a queue full of them would end the round.
    """
    while (batch := _claim_batch(most)) is not None:
        if batch:
            return batch
    return []


def _claim_batch(most: int) -> list[OutgoingMail] | None:
    """One transaction of `claim`; None when nothing waits."""
    me = uuid.uuid4()
    with transaction.atomic():
        if is_shut():
            return None
        waiting = OutgoingMail.objects.single().waiting().order_by("not_before", "created_at")
        rows = list(waiting.select_for_update(skip_locked=True)[:most])
        if not rows:
            return None
        ids = [mail.pk for mail in rows if _may_be_claimed(mail)]
        OutgoingMail.objects.filter(pk__in=ids).update(
            state=MailState.CLAIMED, claimed_by=me, lease_until=timezone.now() + LEASE
        )
    killpoint("mail.after_claim")
    return list(OutgoingMail.objects.filter(pk__in=ids, claimed_by=me).order_by("created_at"))


def _may_be_claimed(mail: OutgoingMail) -> bool:
    """Whether a waiting row may go; one that may not, or of which nobody can tell, is written down as such."""
    values: dict[str, object] | None = None
    try:
        if not _still_may_go(mail):
            values = {"state": MailState.FAILED, "last_answer": permission.LAPSED}
    except permission.NotNow:
        values = {"not_before": timezone.now() + REST, "last_answer": HELD}
    except Exception as problem:  # what one check cannot answer may not stop the other mails
        log.exception("mag deze mail nog weg? %s", mail.pk)
        values = {**next_attempt(mail), "last_answer": _not_told(problem)}
    if values:
        OutgoingMail.objects.filter(pk=mail.pk).update(**values)
    return not values


def _still_may_go(mail: OutgoingMail) -> bool:
    # Of its own, so that an error of the database in it ends here.
    with transaction.atomic():
        return permission.still_may_go(mail)


def _not_told(problem: Exception) -> str:
    return f"niet na te gaan of dit nog weg mag: {type(problem).__name__}"


def hand_over(line: Line, mail: OutgoingMail) -> bool:
    """Give one claimed mail to the relay; True when it said 250. Each answer is committed as it comes."""
    try:
        message = _wire_bytes(mail)
        if message is None:
            return False
        smtp = line.open()
        if smtp is None:
            rest(mail, "mailserver niet bereikbaar")
            return False
        return _may_leave(mail) and announce(line, smtp, mail) and _say(line, smtp, mail, message)
    except LeaseLost:
        # Perhaps in the middle of a conversation: nobody may take silence for the end of a message.
        line.drop()
        return False


def _may_leave(mail: OutgoingMail) -> bool:
    """Ask once more, now that the relay listens: since the claim other mails took their time."""
    try:
        allowed = _still_may_go(mail)
    except permission.NotNow:
        rest(mail, HELD)
        return False
    except Exception as problem:  # as in `_may_be_claimed`
        log.exception("mag deze mail nog weg? %s", mail.pk)
        later(mail, _not_told(problem))
        return False
    if not allowed:
        fail(mail, permission.LAPSED)
    return allowed


def _wire_bytes(mail: OutgoingMail) -> bytes | None:
    """The message as bytes; None when no message can be made of this row, which then fails by itself."""
    try:
        return compose(mail).as_bytes(policy=WIRE)
    except Exception as problem:  # the email package raises a dozen kinds; one bad row may not stop the batch
        fail(mail, f"de mail is niet op te stellen: {type(problem).__name__}")
        return None


def _say(line: Line, smtp: smtplib.SMTP, mail: OutgoingMail, message: bytes) -> bool:
    """The content itself. From the first line here the relay may have it, whatever happens to us."""
    write(mail, state=MailState.HANDED, handed_at=timezone.now(), lease_until=timezone.now() + LEASE)
    killpoint("mail.after_handed")
    reply = say(line, smtp, mail, message)
    if reply is None:
        return False
    sent(mail, reply)
    killpoint("mail.after_sent")
    return True
