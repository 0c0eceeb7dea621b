"""Handing mail to the relay: claim, hand over, write down the answer.

Between `handed` and `sent` the relay may or may not have the message; a row found there later is uncertain
and is never resent blind (`zorgzaam.post.reconcile`). Every step is committed before the next begins.
"""

import datetime
import logging
import smtplib
import time
import uuid
from email.policy import SMTP

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.post import permission, relay
from zorgzaam.post.letter import compose
from zorgzaam.post.models import MailState, OutgoingMail, PostOffice
from zorgzaam.post.relay import Line, Reply

log = logging.getLogger(__name__)

LEASE = datetime.timedelta(minutes=5)
BATCH = 20
MOST_ATTEMPTS = 12
# How long a relay that is down is left alone. Costs a mail no attempt: after the repair all must go within minutes.
REST = datetime.timedelta(minutes=1)
# Well under CELERY_TASK_TIME_LIMIT, which kills a worker in the middle of whatever it says.
PATIENCE = 240.0


class LeaseLost(Exception):
    """Somebody else took the row over: hands off."""


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
                    _put_back(mail)
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
        if PostOffice.is_held():
            return None
        waiting = OutgoingMail.objects.waiting().order_by("not_before", "created_at")
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
            _rest(mail, "mailserver niet bereikbaar")
            return False
        return _may_leave(mail) and _announce(line, smtp, mail) and _say(line, smtp, mail, message)
    except LeaseLost:
        # Perhaps in the middle of a conversation: nobody may take silence for the end of a message.
        line.drop()
        return False


def _may_leave(mail: OutgoingMail) -> bool:
    """Ask once more, now that the relay listens: since the claim other mails took their time."""
    try:
        allowed = _still_may_go(mail)
    except Exception as problem:  # as in `_may_be_claimed`
        log.exception("mag deze mail nog weg? %s", mail.pk)
        _later(mail, _not_told(problem))
        return False
    if not allowed:
        _fail(mail, permission.LAPSED)
    return allowed


def _wire_bytes(mail: OutgoingMail) -> bytes | None:
    """The message as bytes; None when no message can be made of this row, which then fails by itself."""
    try:
        return compose(mail).as_bytes(policy=SMTP)
    except Exception as problem:  # the email package raises a dozen kinds; one bad row may not stop the batch
        _fail(mail, f"de mail is niet op te stellen: {type(problem).__name__}")
        return None


def _announce(line: Line, smtp: smtplib.SMTP, mail: OutgoingMail) -> bool:
    """Sender, recipient and the word DATA; True when the relay waits for the content.

    No byte of the content was said before: whatever goes wrong here, the relay does not have the message.
    """
    try:
        # A refusal here says something about us or the relay, not about this mail: never final.
        reply = smtp.rset()
        if relay.is_yes(reply):
            reply = smtp.mail(_envelope_sender())
        if not relay.is_yes(reply):
            line.give_up()
            _rest(mail, relay.words(reply))
            return False
        reply = smtp.rcpt(mail.to_address)
        if not relay.is_yes(reply):
            return _refused(line, mail, reply)
        killpoint("mail.after_rcpt")
        reply = smtp.docmd("DATA")
        if reply[0] != relay.GO_ON:
            return _refused(line, mail, reply)
    except (OSError, smtplib.SMTPException) as broken:
        line.drop()
        _later(mail, f"verbinding verbroken: {type(broken).__name__}")
        return False
    except ValueError as problem:
        line.drop()
        _fail(mail, f"dit adres kan de mailserver niet aan: {type(problem).__name__}")
        return False
    return True


def _say(line: Line, smtp: smtplib.SMTP, mail: OutgoingMail, message: bytes) -> bool:
    """The content itself. From the first line here the relay may have it, whatever happens to us."""
    _write(mail, state=MailState.HANDED, handed_at=timezone.now(), lease_until=timezone.now() + LEASE)
    killpoint("mail.after_handed")
    try:
        reply = relay.say_content(smtp, message)
    except (OSError, smtplib.SMTPException) as broken:
        line.drop()
        _unsure(mail, f"geen antwoord: {type(broken).__name__}")
        return False
    killpoint("mail.after_250")
    if relay.is_no(reply):
        return _refused(line, mail, reply)
    if not relay.is_yes(reply):
        line.drop()
        _unsure(mail, f"onbegrijpelijk antwoord: {relay.words(reply)}")
        return False
    _sent(mail, reply)
    killpoint("mail.after_sent")
    return True


def _envelope_sender() -> str:
    return settings.DEFAULT_FROM_EMAIL.rsplit("<", 1)[-1].rstrip("> ")


def _refused(line: Line, mail: OutgoingMail, reply: Reply) -> bool:
    """Write down a refusal of this mail: a 5xx fails it, anything else is tried again later. Gives False: not
    sent."""
    if reply[0] == relay.CLOSING or not relay.is_no(reply):
        line.drop()
    if reply[0] >= 500:
        _fail(mail, relay.words(reply))
    else:
        _later(mail, relay.words(reply))
    return False


def _later(mail: OutgoingMail, why: str) -> None:
    """Back in the queue with a growing pause; given up after MOST_ATTEMPTS."""
    _write(mail, **next_attempt(mail), last_answer=why[:300], claimed_by=None, lease_until=None)


def next_attempt(mail: OutgoingMail) -> dict[str, object]:
    """State and time after one more attempt that came to nothing: pauses of 1, 2, 4 ... at most 120
    minutes."""
    attempts = mail.attempts + 1
    return {
        "state": MailState.FAILED if attempts >= MOST_ATTEMPTS else MailState.QUEUED,
        "attempts": attempts,
        "not_before": timezone.now() + datetime.timedelta(minutes=min(2 ** (attempts - 1), 120)),
    }


def _rest(mail: OutgoingMail, why: str) -> None:
    """Back in the queue for a moment: the trouble is the relay's, so it costs this mail no attempt."""
    _write(
        mail,
        state=MailState.QUEUED,
        not_before=timezone.now() + REST,
        last_answer=why[:300],
        claimed_by=None,
        lease_until=None,
    )


def _put_back(mail: OutgoingMail) -> None:
    """Not tried at all: waiting again, without an attempt counted."""
    mine = OutgoingMail.objects.filter(pk=mail.pk, claimed_by=mail.claimed_by, state=MailState.CLAIMED)
    mine.update(state=MailState.QUEUED, claimed_by=None, lease_until=None)


def _fail(mail: OutgoingMail, why: str) -> None:
    _write(mail, state=MailState.FAILED, last_answer=why[:300], lease_until=None)


def _unsure(mail: OutgoingMail, why: str) -> None:
    _write(mail, state=MailState.UNCERTAIN, last_answer=why[:300], lease_until=None)


def _sent(mail: OutgoingMail, reply: Reply) -> None:
    """The relay took it. Also when our lease ended meanwhile: a yes in hand is more than 'uncertain'."""
    mine = Q(claimed_by=mail.claimed_by, state__in=[MailState.HANDED, MailState.UNCERTAIN])
    OutgoingMail.objects.filter(mine, pk=mail.pk).update(
        state=MailState.SENT, sent_at=timezone.now(), last_answer=relay.words(reply), lease_until=None
    )


def _write(mail: OutgoingMail, **values: object) -> None:
    """Write down a step, only while the row is still ours."""
    mine = OutgoingMail.objects.filter(
        pk=mail.pk, claimed_by=mail.claimed_by, state__in=[MailState.CLAIMED, MailState.HANDED]
    )
    if not mine.update(**values):
        raise LeaseLost
