"""What happened to an unsure mail? The relay is asked by Message-ID; nothing is resent blind.

A witness answers yes (the relay took it), no (it did not, and could not any more) or unknown. Unknown waits
for a person. Postfix's log is a witness; so is the local catcher of the demo; without one the health page
says so.
"""

import datetime
import enum
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post import postfix_log
from zorgzaam.post.models import MailDecision, MailQuerySet, MailState, OutgoingMail
from zorgzaam.post.names import caught_name
from zorgzaam.post.steps import next_attempt

log = logging.getLogger(__name__)

# A relay that lost its client may still finish writing for a moment; before this a "no" is too early.
SETTLED = datetime.timedelta(seconds=90)
# Together with a round of mail well under CELERY_TASK_TIME_LIMIT.
PATIENCE = 120.0
# One at a time asks.
LOCK = 0x6765_7475


class Answer(enum.Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


# Many mails at once, each by its Message-ID and the moment it was handed over.
Asked = dict[str, datetime.datetime]
Witness = Callable[[Asked], dict[str, Answer]]


def ask_catcher(asked: Asked) -> dict[str, Answer]:
    """The local catcher keeps one file per Message-ID, written and synced before it says 250."""
    folder: Path = settings.MAIL_CATCHER_DIR
    if not folder.is_dir():
        return {}
    return {
        each: Answer.YES if (folder / f"{caught_name(each)}.eml").exists() else Answer.NO for each in asked
    }


def ask_postfix_log(asked: Asked) -> dict[str, Answer]:
    """Postfix's log, rotated files included: see `zorgzaam.post.postfix_log`."""
    words = {True: Answer.YES, False: Answer.NO, None: Answer.UNKNOWN}
    took = postfix_log.took(settings.MAIL_RELAY_LOG, asked, SETTLED)
    return {each: words[answer] for each, answer in took.items()}


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


def reconcile(patience: float = PATIENCE) -> int:
    """Ask the witness about every uncertain mail that had time to settle, until `patience` (seconds) is over; gives how
    many remain unsure. One process at a time does: who finds it busy leaves it alone."""
    unsure = OutgoingMail.objects.filter(state=MailState.UNCERTAIN)
    ask = witness()
    if ask is not None:
        with _alone() as mine:
            if mine:
                settled = unsure.filter(handed_at__lt=timezone.now() - SETTLED)
                _settle_all(ask, settled, time.monotonic() + patience)
    return unsure.count()


def _settle_all(ask: Witness, unsure: MailQuerySet, deadline: float) -> None:
    """The witness is asked about all of them at once, so that it reads what it reads once. A witness that cannot be
    heard knows nothing."""
    found = {mail.message_id: mail for mail in unsure.only("message_id", "handed_at", "attempts").iterator()}
    if not found:
        return
    try:
        answers = ask({each: mail.handed_at for each, mail in found.items() if mail.handed_at})
    except OSError:
        log.exception("de getuige over onzekere mail is niet te lezen")
        return
    known = [(found[each], answer) for each, answer in answers.items() if answer is not Answer.UNKNOWN]
    for mail, answer in known:
        if time.monotonic() > deadline:
            return
        _settle_by(mail, answer)
        killpoint("mail.in_reconcile")


def _settle_by(mail: OutgoingMail, answer: Answer) -> None:
    if answer is Answer.NO:
        # The link broke on this mail before: a pause, and an end to it, as after any other failed attempt.
        _back_in_queue(mail, **next_attempt(mail))
    else:
        settle(mail, answer)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this process is the only one that asks; given back at the end, or when the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        (mine,) = cursor.fetchone()
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


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
