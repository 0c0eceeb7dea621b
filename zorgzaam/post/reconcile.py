"""What happened to an unsure mail? The relay is asked by Message-ID; nothing is resent blind.

A witness answers yes (the relay took it), no (it did not, and could not any more) or unknown. Unknown waits
for a person. Postfix's log is a witness; so is the local catcher of the demo; without one the health page
says so.
"""

import datetime
import enum
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.names import caught_name

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
    """Postfix's cleanup daemon logs `message-id=<...>` for each message it took into its queue.

    "No" only when the log was written to after the hand-over, so that a log that stopped is not read as a no.
    """
    log: Path = settings.MAIL_RELAY_LOG
    rotated = log.with_name(f"{log.name}.1")
    wanted = f"message-id={mail.message_id}"
    for path in (log, rotated):
        if path.is_file() and _contains(path, wanted):
            return Answer.YES
    if not log.is_file() or mail.handed_at is None:
        return Answer.UNKNOWN
    written = datetime.datetime.fromtimestamp(log.stat().st_mtime, tz=datetime.UTC)
    return Answer.NO if written > mail.handed_at + SETTLED else Answer.UNKNOWN


def _contains(path: Path, wanted: str) -> bool:
    with path.open(encoding="utf-8", errors="replace") as lines:
        return any(wanted in line for line in lines)


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
        settle(mail, ask(mail))
        killpoint("mail.in_reconcile")
    return unsure.count()


def settle(mail: OutgoingMail, answer: Answer) -> None:
    """Write down what the witness, or a person, says of an uncertain mail."""
    row = OutgoingMail.objects.filter(pk=mail.pk, state=MailState.UNCERTAIN)
    if answer is Answer.YES:
        row.update(state=MailState.SENT, sent_at=mail.handed_at, last_answer="bevestigd door de mailserver")
    elif answer is Answer.NO:
        row.update(
            state=MailState.QUEUED, claimed_by=None, not_before=timezone.now(), last_answer="niet aangekomen"
        )
