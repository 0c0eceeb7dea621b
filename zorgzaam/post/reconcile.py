"""What happened to an unsure mail? The relay is asked by Message-ID; nothing is resent blind.

A witness answers yes (the relay took it), no (it did not, and could not any more) or unknown. Unknown waits
for a person. Postfix's log is a witness; so is the local catcher of the demo; without one the health page
says so.
"""

import datetime
import enum
import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post import postfix_log
from zorgzaam.post.models import MailDecision, MailState, OutgoingMail
from zorgzaam.post.names import caught_name
from zorgzaam.post.steps import next_attempt

log = logging.getLogger(__name__)

# A relay that lost its client may still finish writing for a moment; before this a "no" is too early.
SETTLED = datetime.timedelta(seconds=90)


class Answer(enum.Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


Witness = Callable[[OutgoingMail], Answer]


def ask_catcher(mail: OutgoingMail) -> Answer:
    """The local catcher keeps one file per Message-ID, written and synced before it says 250."""
    folder: Path = settings.MAIL_CATCHER_DIR
    if not folder.is_dir():
        return Answer.UNKNOWN
    return Answer.YES if (folder / f"{caught_name(mail.message_id)}.eml").exists() else Answer.NO


def ask_postfix_log(mail: OutgoingMail) -> Answer:
    """Postfix's log, rotated files included: see `zorgzaam.post.postfix_log`."""
    if mail.handed_at is None:
        return Answer.UNKNOWN
    took = postfix_log.took(settings.MAIL_RELAY_LOG, mail.message_id, mail.handed_at, SETTLED)
    return {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}[took]


WITNESSES: dict[str, Witness] = {"catcher": ask_catcher, "postfix-log": ask_postfix_log}


def witness() -> Witness | None:
    return WITNESSES.get(settings.MAIL_RELAY_WITNESS)


def recover_leases() -> None:
    """Rows of a process that died: claimed goes back to the queue, handed becomes uncertain."""
    over = OutgoingMail.objects.lease_over()
    over.filter(state=MailState.CLAIMED).update(state=MailState.QUEUED, claimed_by=None, lease_until=None)
    over.filter(state=MailState.HANDED).update(
        state=MailState.UNCERTAIN, last_answer="proces gestopt tijdens het aanbieden", lease_until=None
    )


def reconcile() -> int:
    """Ask the witness about every uncertain mail that had time to settle; gives how many remain unsure."""
    ask = witness()
    unsure = OutgoingMail.objects.filter(state=MailState.UNCERTAIN)
    if ask is None:
        return unsure.count()
    for mail in unsure.filter(handed_at__lt=timezone.now() - SETTLED).iterator():
        _settle_by(ask, mail)
        killpoint("mail.in_reconcile")
    return unsure.count()


def _settle_by(ask: Witness, mail: OutgoingMail) -> None:
    """Ask and write it down. A witness that cannot be heard knows nothing; the next mail is asked all the
    same."""
    try:
        answer = ask(mail)
    except OSError:
        log.exception("de getuige over onzekere mail is niet te lezen")
        return
    if answer is Answer.NO:
        # The link broke on this mail before: a pause, and an end to it, as after any other failed attempt.
        _back_in_queue(mail, **next_attempt(mail))
    else:
        settle(mail, answer)


def settle(mail: OutgoingMail, answer: Answer, *, by: Person | None = None) -> bool:
    """Write down what a witness, or the person `by`, says of an uncertain mail; a "no" sends it again at once.

    False when it was not uncertain any more: then nothing changes. In one transaction with the decision of a person.
    """
    with transaction.atomic():
        done = _settled(mail, answer)
        if done and by is not None:
            MailDecision.objects.create(mail=mail, arrived=answer is Answer.YES, by=by)
    return done


def _settled(mail: OutgoingMail, answer: Answer) -> bool:
    if answer is Answer.NO:
        return _back_in_queue(mail, state=MailState.QUEUED, not_before=timezone.now())
    if answer is Answer.UNKNOWN:
        return False
    row = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.UNCERTAIN)
    taken = "aangekomen, achteraf vastgesteld"
    return bool(row.update(state=MailState.SENT, sent_at=mail.handed_at, last_answer=taken))


def _back_in_queue(mail: OutgoingMail, **values: object) -> bool:
    row = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.UNCERTAIN)
    return bool(row.update(**values, claimed_by=None, last_answer="niet aangekomen"))
