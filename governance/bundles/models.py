"""A book somebody asked for: one PDF of a meeting with what this reader may read, made in the background.

The row comes first; jobs look for rows. The book itself can always be made again, so the file has a short life and no
place among what is kept (see `store`). A row holds a reader and a day, and is forgotten with the book.
"""

import datetime
import uuid
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from governance.meetings.models import Meeting

# How long a worker may be silent before another takes the work over.
LEASE = datetime.timedelta(minutes=3)
# A book that killed its worker this often is not tried again of itself.
MOST_ATTEMPTS = 3
# How long a book is kept that nobody asks for again.
KEPT = datetime.timedelta(days=7)


class Edition(models.TextChoices):
    """Through whose eyes the book is made."""

    OWN = "eigen", "Alles wat u zelf mag lezen"
    MEMBERS = "besloten", "Zoals leden van het overleg hem krijgen"
    PUBLIC = "openbaar", "Zoals iedereen hem krijgt"


class State(models.TextChoices):
    WAITING = "wacht", "Wacht op zijn beurt"
    MAKING = "bezig", "Wordt gemaakt"
    DONE = "klaar", "Klaar"
    FAILED = "mislukt", "Niet gelukt"
    # What this reader may read changed before the book was made.
    STALE = "verouderd", "Verouderd"


class BundleQuerySet(models.QuerySet["BundleRequest"]):
    def due(self) -> Self:
        """What waits for a worker, or whose worker was not heard of for a while; the oldest first."""
        silent = Q(state=State.MAKING, lease_until__lt=timezone.now())
        return self.filter(Q(state=State.WAITING) | silent).order_by("asked_at", "pk")

    def claim(self, pk: uuid.UUID) -> "BundleRequest | None":
        """This request for this worker alone, or None when another has it. A conditional update: two never get it."""
        token = uuid.uuid4()
        taken = (
            self.due()
            .order_by()
            .filter(pk=pk)
            .update(
                state=State.MAKING,
                claim=token,
                lease_until=timezone.now() + LEASE,
                attempts=F("attempts") + 1,
                done=0,
            )
        )
        return self.get(pk=pk, claim=token) if taken else None


class BundleRequest(models.Model):
    """One book for one reader (None: any visitor). `fingerprint` says what is in it (see `content`); `done` of `total`
    papers were read. Without history: what a book holds has its own, and the row is soon forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="bundles", verbose_name="vergadering")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name="lezer"
    )
    edition = models.CharField("uitgave", max_length=8, choices=Edition.choices)
    fingerprint = models.CharField("vingerafdruk van de inhoud", max_length=64)
    state = models.CharField("toestand", max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField("stukken nagekeken", default=0)
    total = models.PositiveIntegerField("stukken", default=0)
    pages = models.PositiveIntegerField("bladzijden", default=0)
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)
    said = models.CharField("wat er misging", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now)
    finished_at = models.DateTimeField("klaar op", null=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "vergaderbundel"
        verbose_name_plural = "vergaderbundels"
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "reader", "edition", "fingerprint"],
                name="bundle_asked_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(reader__isnull=False) | Q(edition=Edition.PUBLIC),
                name="bundle_of_nobody_is_public",
            ),
        ]
        indexes = [models.Index("state", "lease_until", name="bundle_due")]

    def __str__(self) -> str:
        return f"{self.meeting_id} ({self.get_edition_display()})"

    @property
    def path(self) -> Path:
        """Where the book is once it is made: equal books of several readers are one file."""
        folder: Path = settings.FILES_DIR
        return folder / "bundels" / f"{self.fingerprint}.pdf"

    @property
    def is_ready(self) -> bool:
        """The book is made and still there."""
        return self.state == State.DONE and self.path.exists()

    @property
    def is_busy(self) -> bool:
        return self.state in (State.WAITING, State.MAKING)

    def heard(self, **values: object) -> bool:
        """Write down how far the worker that claimed this is, and keep it; False when another has it by now."""
        values.setdefault("lease_until", timezone.now() + LEASE)
        mine = BundleRequest.objects.filter(pk=self.pk, claim=self.claim, state=State.MAKING)
        return bool(mine.update(**values))
