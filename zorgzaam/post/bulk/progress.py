"""How far a mailing is, counted in the book."""

from dataclasses import dataclass

from django.db.models import Count

from zorgzaam.post.bulk.models import Mailing, MailingState
from zorgzaam.post.models import MailState, OutgoingMail


@dataclass(frozen=True)
class Progress:
    """Readers of one mailing by what became of their mail."""

    sent: int
    failed: int
    unsure: int
    waiting: int

    @property
    def total(self) -> int:
        return self.sent + self.failed + self.unsure + self.waiting

    @property
    def is_over(self) -> bool:
        """Nothing waits; unsure mail is for the witness, or a person."""
        return self.waiting == 0


def progress_of(mailing: Mailing) -> Progress:
    """One query, whatever the number of readers."""
    rows = (
        OutgoingMail.objects.filter(body__mailing=mailing).values_list("state").annotate(number=Count("pk"))
    )
    counted: dict[str, int] = dict(rows.order_by())
    named = (MailState.SENT, MailState.FAILED, MailState.UNCERTAIN)
    sent, failed, unsure = (counted.pop(state, 0) for state in named)
    return Progress(sent, failed, unsure, sum(counted.values()))


def set_state(mailing: Mailing, state: MailingState) -> bool:
    """Pause, go on or stop; False where it was stopped already. A mail that is just being said still goes."""
    left = Mailing.objects.filter(pk=mailing.pk).exclude(state=MailingState.STOPPED)
    return bool(left.update(state=state))


def start_again(mailing: Mailing, state: MailingState) -> bool:
    """What was stopped goes on (or stands still, by `state`) for who has no mail of it; False where it was not stopped.

    The rows in the book are the same, so nobody gets it twice.
    """
    return bool(Mailing.objects.filter(pk=mailing.pk, state=MailingState.STOPPED).update(state=state))
