"""One body after another."""

import uuid

from django.db import models
from django.db.models import F, Q

from governance.bodies.models.bodies import Body
from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class SuccessionKind(models.TextChoices):
    MERGED_INTO = "opgegaan_in", "Opgegaan in"
    REPLACED_BY = "vervangen_door", "Vervangen door"
    CONTINUED_AS = "voortgezet_als", "Voortgezet als"


@track()
class Succession(Versioned, Sourced):
    """One body after another: the line from Zorgtafel to Verbindende Coalitie (domain.md 1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    predecessor = models.ForeignKey(
        Body, models.PROTECT, related_name="successions", verbose_name="voorganger"
    )
    successor = models.ForeignKey(Body, models.PROTECT, related_name="origins", verbose_name="opvolger")
    kind = models.CharField("hoe", max_length=16, choices=SuccessionKind.choices)
    happened_on = models.DateField("wanneer", null=True, blank=True)
    happened_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    note = models.TextField("toelichting", blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "opvolging"
        verbose_name_plural = "opvolging"
        ordering = ["happened_on"]
        constraints = [
            models.UniqueConstraint(
                "predecessor",
                "successor",
                name="succession_once",
                violation_error_message="Deze opvolging staat er al.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_of_another",
                violation_error_message="Een orgaan kan zichzelf niet opvolgen.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.predecessor} -> {self.successor}"

    @property
    def when(self) -> str:
        """When it happened, no more precise than the source; "" when that is not known."""
        return describe(self.happened_on, self.happened_precision) if self.happened_on else ""
