"""Publishing letters of a round in the background: the row says what is to be done, a job looks for rows.

One letter per transaction. A worker that dies leaves a row whose lease runs out; publishing asked twice gives the
version that is there (`Briefing.publish`), so none goes out twice.
"""

import datetime
import logging
import uuid
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from governance.briefings.errors import Refused
from governance.briefings.models import Briefing
from governance.briefings.steps import ready_to_publish
from governance.rounds.models import BriefingRound, OfRound, RoundLetter
from zorgzaam.access import may
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.killpoints import killpoint
from zorgzaam.pdf import PdfError
from zorgzaam.people.models import Person
from zorgzaam.standing import StandIn, standing_on

# How long a worker may be silent about one letter before another takes it over.
LEASE = datetime.timedelta(minutes=3)
# A letter that killed its worker this often is not tried again of itself.
MOST_ATTEMPTS = 3
FAILED = "Publiceren lukte niet door een storing. Probeer het opnieuw; blijft het misgaan, meld het dan bij beheer."
NO_LONGER = "Wie dit vroeg, mag het niet meer publiceren. Laat een collega het opnieuw proberen."
log = logging.getLogger(__name__)


class State(models.TextChoices):
    WAITING = "wacht", "Wacht op zijn beurt"
    BUSY = "bezig", "Wordt gepubliceerd"
    DONE = "klaar", "Gepubliceerd"
    FAILED = "mislukt", "Niet gelukt"


class DispatchQuerySet(OfRound):
    def due(self) -> Self:
        """What waits for a worker, or whose worker was not heard of for a while; the oldest first."""
        silent = Q(state=State.BUSY, lease_until__lt=timezone.now())
        return self.filter(Q(state=State.WAITING) | silent).order_by("asked_at", "pk")

    def claim(self, pk: uuid.UUID) -> "LetterDispatch | None":
        """This row for this worker alone, or None when another has it. A conditional update: two never get it."""
        token = uuid.uuid4()
        taken = (
            self.due()
            .order_by()
            .filter(pk=pk)
            .update(
                state=State.BUSY,
                claim=token,
                lease_until=timezone.now() + LEASE,
                attempts=F("attempts") + 1,
            )
        )
        return self.select_related("letter__briefing", "asked_by").get(pk=pk, claim=token) if taken else None


@track(exclude=["claim", "lease_until", "attempts"])
class LetterDispatch(models.Model):
    """Somebody asked that this letter goes out; `said` tells why it could not."""

    letter = models.OneToOneField(
        RoundLetter, models.PROTECT, primary_key=True, related_name="dispatch", verbose_name="brief"
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    state = models.CharField("toestand", max_length=10, choices=State.choices, default=State.WAITING)
    said = models.CharField("wat er misging", max_length=400, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending van een brief"
        verbose_name_plural = "verzendingen van brieven"
        indexes = [models.Index("state", "lease_until", name="letter_dispatch_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(said=""), name="letter_dispatch_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} ({self.get_state_display()})"

    @property
    def is_busy(self) -> bool:
        return self.state in (State.WAITING, State.BUSY)

    def heard(self, **values: object) -> bool:
        """Write down what the worker that claimed this did, and keep it; False when another has it by now."""
        mine = LetterDispatch.objects.filter(pk=self.pk, claim=self.claim, state=State.BUSY)
        return bool(mine.update(**values))


def ask(round_: BriefingRound, *, by: User, letter: uuid.UUID | None = None) -> int:
    """Ask that every letter that is ready goes out, or this one; how many were put in line by it. Those that are in
    line or out already stay as they are, so pressed twice it is one job."""
    with transaction.atomic(), acting(by, reason="Publiceren gevraagd"):
        return _ask(round_, by, letter)


def _ask(round_: BriefingRound, by: User, letter: uuid.UUID | None) -> int:
    BriefingRound.objects.select_for_update().get(pk=round_.pk)
    mine = Briefing.objects.in_hands_of(by).filter(ready_to_publish(), in_round__round=round_)
    if letter is not None:
        mine = mine.filter(pk=letter)
    there = {row.pk: row for row in LetterDispatch.objects.filter(letter__in=mine.values("pk"))}
    asked = 0
    for pk in mine.order_by("pk").values_list("pk", flat=True):
        row = there.get(pk)
        if row is not None and row.is_busy:
            continue
        values = {"asked_by": by.person, "asked_at": timezone.now(), "state": State.WAITING, "said": ""}
        again = {"attempts": 0, "finished_at": None}
        LetterDispatch.objects.update_or_create(letter_id=pk, defaults={**values, **again})
        asked += 1
    if asked:
        transaction.on_commit(_wake)
    return asked


def _wake() -> None:
    from governance.rounds.jobs import wake_sender

    wake_sender()


def send(pk: uuid.UUID) -> bool:
    """Publish this letter if nobody else does; whether it was this worker's. One that fails says why in its row."""
    row = LetterDispatch.objects.claim(pk)
    if row is None:
        return False
    killpoint("rounds.after_claim")
    try:
        said = _publish(row)
    except (Refused, PdfError) as refusal:
        said = str(refusal)
    except Exception as problem:
        # No message of the database, which quotes the letter: a log is read by others.
        log.error("letter %s of a round failed: %s", row.pk, type(problem).__qualname__)
        said = FAILED
    killpoint("rounds.after_publishing")
    row.heard(state=State.FAILED if said else State.DONE, said=said[:400], finished_at=timezone.now())
    return True


def _publish(row: LetterDispatch) -> str:
    """Publish it in the name of who asked; "" when it is out, else why it may not go."""
    if row.attempts > MOST_ATTEMPTS:
        return FAILED
    who = row.asked_by
    reader = StandIn(standing_on(who.pk, timezone.localdate()))
    briefing = Briefing.objects.in_hands_of(reader).filter(pk=row.pk).first()
    if briefing is None or not may(reader, "governance.publish_briefing", briefing):
        return NO_LONGER
    briefing.publish(by=who)
    return ""
