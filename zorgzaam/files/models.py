"""Stored files: one row and one file on disk per content, named after its SHA-256.

A file has no door of its own: the thing that holds it (a paper, an attachment) decides who reads it and
streams it through `zorgzaam.files.stream`.
"""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from zorgzaam.standing import Reader


class ScanState(models.TextChoices):
    NOT_NEEDED = "not_needed", "Niet gescand: geen scanner ingesteld"
    WAITING = "waiting", "Wacht op de virusscan"
    CLEAN = "clean", "Schoon"
    INFECTED = "infected", "Besmet"


# What a page says of a file that cannot be opened.
SAID = {
    ScanState.WAITING: "Wordt gecontroleerd op virussen.",
    ScanState.INFECTED: "Er zit een virus in dit bestand; niemand kan het openen. Stuur een schoon bestand.",
}


class FileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, user: "Reader") -> Self:
        """Nobody reaches a file directly; only through what holds it."""
        return self.none()

    def waiting(self) -> Self:
        return self.filter(scan_state=ScanState.WAITING)


class StoredFile(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField("grootte in bytes", editable=False)
    media_type = models.CharField("soort bestand", max_length=100, editable=False)
    scan_state = models.CharField(
        "virusscan", max_length=10, choices=ScanState.choices, default=ScanState.WAITING, editable=False
    )
    stored_at = models.DateTimeField("bewaard op", auto_now_add=True)
    # To the day: what nobody keeps again and nothing holds is cleared, see zorgzaam.files.garbage.
    kept_at = models.DateTimeField("laatst gestuurd op", default=timezone.now, editable=False)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        # Asked every minute by the scanner, and by whoever watches whether it works.
        indexes = [
            models.Index(fields=["stored_at"], condition=models.Q(scan_state="waiting"), name="files_waiting")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def is_readable(self) -> bool:
        """Scanned and clean, or no scanner is asked for. Unscanned bytes are never served (promise I6)."""
        return self.scan_state in (ScanState.NOT_NEEDED, ScanState.CLEAN)

    @property
    def why_closed(self) -> str:
        """A Dutch sentence on why nobody can open this file now; empty when it can be opened."""
        return SAID.get(ScanState(self.scan_state), "")
