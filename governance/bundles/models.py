"""A book somebody asked for: one PDF of a meeting with what this reader may read, made in the background.

The row comes first; jobs look for rows. The book itself can always be made again, so the file has a short life and no
place among what is kept (see `store`). A row holds a reader and a day, and is forgotten with the book.
"""

import datetime
import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.meetings.models import Meeting
from zorgzaam.claimed import Claimed, ClaimedQuerySet, State

# How long a book is kept that nobody asks for again.
KEPT = datetime.timedelta(days=7)


class Edition(models.TextChoices):
    """Through whose eyes the book is made."""

    OWN = "eigen", "Alles wat u zelf mag lezen"
    MEMBERS = "besloten", "Zoals leden van het overleg hem krijgen"
    PUBLIC = "openbaar", "Zoals iedereen hem krijgt"


class BundleQuerySet(ClaimedQuerySet["BundleRequest"]):
    """Books that were asked for."""


class BundleRequest(Claimed):
    """One book for one reader (None: any visitor). `fingerprint` says what is in it (see `content`); `done` of `total`
    papers were read. Without history: what a book holds has its own, and the row is soon forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="bundles", verbose_name="vergadering")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name="lezer"
    )
    edition = models.CharField("uitgave", max_length=8, choices=Edition.choices)
    fingerprint = models.CharField("vingerafdruk van de inhoud", max_length=64)
    done = models.PositiveIntegerField("stukken nagekeken", default=0)
    total = models.PositiveIntegerField("stukken", default=0)
    pages = models.PositiveIntegerField("bladzijden", default=0)
    size = models.PositiveBigIntegerField("grootte in bytes", default=0)

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
