"""Publishing in the background: the row says what is to be done, a job looks for rows.

Making the paper of a long briefing takes a while. One briefing per transaction. A worker that dies leaves a row whose
lease runs out; publishing asked twice gives the version that is there (`Briefing.publish`), so none goes out twice.
"""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from governance.briefings.models import Briefing
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader

# How long a worker may be silent about one briefing before another takes it over.
LEASE = datetime.timedelta(minutes=3)


class State(models.TextChoices):
    WAITING = "wacht", "Wacht op zijn beurt"
    BUSY = "bezig", "Wordt gepubliceerd"
    DONE = "klaar", "Gepubliceerd"
    FAILED = "mislukt", "Niet gelukt"


class DispatchQuerySet(models.QuerySet["BriefingDispatch"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing."""
        return self.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))

    def due(self) -> Self:
        """What waits for a worker, or whose worker was not heard of for a while; the oldest first."""
        silent = Q(state=State.BUSY, lease_until__lt=timezone.now())
        return self.filter(Q(state=State.WAITING) | silent).order_by("asked_at", "pk")

    def claim(self, pk: uuid.UUID) -> "BriefingDispatch | None":
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
        return self.select_related("asked_by").get(pk=pk, claim=token) if taken else None


@track(exclude=["claim", "lease_until", "attempts"])
class BriefingDispatch(models.Model):
    """Somebody asked that this is published; `said` tells why it could not."""

    briefing = models.OneToOneField(
        Briefing, models.PROTECT, primary_key=True, related_name="dispatch", verbose_name="briefing"
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    decided_sha256 = models.CharField("hash van de tekst", max_length=64, editable=False)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    state = models.CharField("toestand", max_length=10, choices=State.choices, default=State.WAITING)
    said = models.CharField("wat er misging", max_length=400, blank=True)
    finished_at = models.DateTimeField("klaar op", null=True, editable=False)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie in de rij"
        verbose_name_plural = "publicaties in de rij"
        indexes = [models.Index("state", "lease_until", name="briefing_dispatch_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | ~Q(said=""), name="briefing_dispatch_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} ({self.get_state_display()})"

    @property
    def is_busy(self) -> bool:
        return self.state in (State.WAITING, State.BUSY)

    @property
    def failure(self) -> str:
        """Why it was not published, as long as nobody asked again."""
        return self.said if self.state == State.FAILED else ""

    def heard(self, **values: object) -> bool:
        """Write down what the worker that claimed this did, and keep it; False when another has it by now."""
        mine = BriefingDispatch.objects.filter(pk=self.pk, claim=self.claim, state=State.BUSY)
        return bool(mine.update(**values))
