"""Instruments money comes through, and the municipality that holds the mandate for a region (P9, E3)."""

import uuid
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.organisations.models import Organisation
from partners.regions.models import Municipality, Region
from zorgzaam.audit.history import track
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Source, Sourced
from zorgzaam.versions import Versioned, version_trigger

FIRST_YEAR, LAST_YEAR = 1990, 2200
YEARS = [
    MinValueValidator(FIRST_YEAR, f"Kies een jaar vanaf {FIRST_YEAR}."),
    MaxValueValidator(LAST_YEAR, f"Kies een jaar tot en met {LAST_YEAR}."),
]
WRONG_YEARS = "Het laatste jaar ligt voor het eerste, of een jaar is geen jaartal."


def years_in_order(name: str) -> models.CheckConstraint:
    """Constraint: `first_year` and `last_year` are years, and in order where both are known."""
    return models.CheckConstraint(
        condition=(Q(first_year__isnull=True) | Q(first_year__range=(FIRST_YEAR, LAST_YEAR)))
        & (Q(last_year__isnull=True) | Q(last_year__range=(FIRST_YEAR, LAST_YEAR)))
        & (Q(first_year__isnull=True) | Q(last_year__isnull=True) | Q(last_year__gte=F("first_year"))),
        name=name,
        violation_error_message=WRONG_YEARS,
    )


class Years(models.Model):
    """Abstract: a first and a last year; either may be unknown."""

    first_year = models.PositiveSmallIntegerField("eerste jaar", null=True, blank=True, validators=YEARS)
    last_year = models.PositiveSmallIntegerField("laatste jaar", null=True, blank=True, validators=YEARS)

    class Meta:
        abstract = True

    @property
    def years(self) -> str:
        """ "2024 tot en met 2026", "2024", "vanaf 2024", "tot en met 2025" or "" when nothing is known."""
        first, last = self.first_year, self.last_year
        if first and last:
            return str(first) if first == last else f"{first} tot en met {last}"
        return f"vanaf {first}" if first else f"tot en met {last}" if last else ""


class RecipientKind(models.TextChoices):
    MUNICIPALITIES = "gemeenten", "Gemeenten"
    INSURERS = "gemeenten_verzekeraars", "Gemeenten en zorgverzekeraars"
    PROVIDERS = "zorgpartijen", "Zorgpartijen"
    OFFICE = "netwerkbureau", "Netwerkbureau"
    ORGANISATION = "organisatie", "Een organisatie"
    PROJECTS = "projecten", "Projecten"


@track(exclude=["search"])
class FundingInstrument(Versioned, Sourced, Years):
    """A regeling or subsidy. No amount stands here: amounts are rows of their own, with source and date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=160, unique=True)
    funder = models.CharField("wie betaalt", max_length=160, help_text="Zoals de bron het zegt.")
    funder_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisatie die betaalt",
        help_text="Leeg als er meer betalers zijn of als het nog niet bekend is.",
    )
    recipient_kind = models.CharField("voor wie", max_length=24, choices=RecipientKind.choices, blank=True)
    purpose = models.TextField("waarvoor", blank=True, help_text="In gewone taal; dit komt op de site.")
    conditions = models.TextField("voorwaarden", blank=True, help_text="Een voorwaarde per regel.")
    accounting = models.CharField(
        "verantwoording", max_length=160, blank=True, help_text="Bijvoorbeeld de SiSa-code."
    )
    ends_note = models.CharField("einde", max_length=160, blank=True, help_text="Bijvoorbeeld: vervalt op.")
    search = search_column(name="A", purpose="B", conditions="C")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "geldstroom"
        verbose_name_plural = "geldstromen"
        ordering = ["name"]
        constraints = [years_in_order("instrument_years_in_order")]
        indexes = [search_index("instrument_search")]
        triggers = [version_trigger(ignoring=("search",))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("funding_instrument", args=[self.pk])

    @property
    def condition_list(self) -> list[str]:
        return [line.strip() for line in self.conditions.splitlines() if line.strip()]


class FundingMandateQuerySet(PublicQuerySet):
    def shown(self) -> Self:
        """With what a line of a mandate shows."""
        return self.select_related("municipality", "region__scheme", "source").order_by("-year", "region")


@track()
class FundingMandate(Versioned, Sourced):
    """The mandaatgemeente: it receives the money of an instrument for a whole region in a year (E3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(
        FundingInstrument, models.PROTECT, related_name="mandates", verbose_name="geldstroom"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="regio")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="mandaatgemeente"
    )
    year = models.PositiveSmallIntegerField("jaar", validators=YEARS)

    objects = FundingMandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandaatgemeente"
        verbose_name_plural = "mandaatgemeenten"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "region", "year"],
                name="one_mandate_municipality",
                violation_error_message="Voor deze regio en dit jaar staat er al een mandaatgemeente.",
            ),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="mandate_year_is_a_year",
                violation_error_message=WRONG_YEARS,
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.municipality} in {self.year}"


class PayerQuerySet(PublicQuerySet):
    def shown(self) -> Self:
        """With what a line of a payer shows, newest first."""
        rows = self.select_related("instrument", "giver", "source")
        return rows.order_by(F("last_year").desc(nulls_last=True), "giver__name", "instrument__name")


@track()
class OfficePayer(Versioned, Years):
    """That somebody pays for the netwerkbureau in some years, with or without a known amount (O43).

    There is not one payer: every source that names one is a row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(
        FundingInstrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="office_payers",
        verbose_name="geldstroom",
        help_text="Als de bron er een noemt.",
    )
    giver = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie betaalt"
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="bron")
    source_note = models.CharField("opmerking bij de bron", max_length=300, blank=True)

    objects = PayerQuerySet.as_manager()

    class Meta:
        verbose_name = "betaler van het netwerkbureau"
        verbose_name_plural = "betalers van het netwerkbureau"
        ordering = ["-last_year"]
        constraints = [
            years_in_order("office_payer_years_in_order"),
            models.CheckConstraint(
                condition=Q(instrument__isnull=False) | Q(giver__isnull=False),
                name="office_payer_is_somebody",
                violation_error_message="Kies wie betaalt, of uit welke geldstroom.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Who pays, in words: "Zilveren Kruis", "SPUK IZA", or both."""
        names = [one.name for one in (self.giver, self.instrument) if one]
        return ", uit ".join(names)
