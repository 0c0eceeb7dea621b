"""National agreements that ask the region for plans, and who made them: the list counts, not what was said (O2)."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Deferrable

from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class AccordQuerySet(PublicQuerySet):
    def shown(self) -> Self:
        """With its parties, in the order of the source; two queries."""
        parties = models.Prefetch("parties", AccordParty.objects.select_related("organisation"))
        return self.select_related("source").prefetch_related(parties)


@track()
class Accord(Versioned, Sourced):
    """A landelijk akkoord. How many parties there are is never written down: the list says it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    short_name = models.CharField("korte naam", max_length=40, unique=True)
    title = models.CharField("titel", max_length=200)
    about = models.TextField("wat het voor de regio betekent", blank=True)
    made_on = models.DateField("gesloten op", null=True, blank=True, validators=[sensible])
    made_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    said_count = models.CharField(
        "aantal partijen volgens de tekst",
        max_length=80,
        blank=True,
        help_text="Zoals de bron het zegt. De lijst met namen is leidend.",
    )

    objects = AccordQuerySet.as_manager()

    class Meta:
        verbose_name = "landelijk akkoord"
        verbose_name_plural = "landelijke akkoorden"
        ordering = ["made_on", "short_name"]
        constraints = [
            models.CheckConstraint(
                condition=day_within("made_on"),
                name="accord_day_is_sensible",
                violation_error_message=FAR_OFF,
            )
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.short_name

    @property
    def made(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.made_on, self.made_precision) if self.made_on else ""


@track()
class AccordParty(Versioned, Sourced):
    """A party of an agreement under the name of the source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    accord = models.ForeignKey(
        Accord, models.PROTECT, related_name="parties", verbose_name="landelijk akkoord"
    )
    position = models.PositiveSmallIntegerField("volgorde")
    name = models.CharField("naam", max_length=160, help_text="Zoals de bron die schrijft.")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "partij van een akkoord"
        verbose_name_plural = "partijen van akkoorden"
        ordering = ["accord", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["accord", "position"],
                name="accord_party_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een partij.",
            ),
            models.UniqueConstraint(
                fields=["accord", "name"],
                name="accord_party_once",
                violation_error_message="Deze partij staat er al.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name
