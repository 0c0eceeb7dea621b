"""Amounts: what was allocated to whom, and which part of it is for a task. Never an amount without source and date."""

import uuid
from decimal import Decimal
from typing import Self

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.organisations.models import Organisation
from partners.regions.models import Region
from regioplan.funding.instruments import FIRST_YEAR, LAST_YEAR, WRONG_YEARS, YEARS, FundingInstrument
from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe
from zorgzaam.sources import PublicQuerySet, Source
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible

ABOVE_NOUGHT = [MinValueValidator(Decimal("0.01"), "Een bedrag is meer dan nul.")]


def in_years(name: str) -> models.CheckConstraint:
    """Constraint: `year` is unknown or a year."""
    return models.CheckConstraint(
        condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
        name=name,
        violation_error_message=WRONG_YEARS,
    )


def above_nought(name: str) -> models.CheckConstraint:
    """Constraint: `amount` is unknown or more than nought."""
    return models.CheckConstraint(
        condition=Q(amount__isnull=True) | Q(amount__gt=0),
        name=name,
        violation_error_message="Een bedrag is meer dan nul.",
    )


class Certainty(models.TextChoices):
    STATED = "vermeld", "Vermeld"
    EXPECTED = "verwacht", "Verwacht"


class Purpose(models.TextChoices):
    """What money is for, as far as a source says (R25)."""

    OFFICE = "netwerkbureau", "Netwerkbureau"
    COORDINATION = "coordinatie", "Coördinatie"
    EXECUTION = "uitvoering", "Uitvoering"
    BOTH = "coordinatie_uitvoering", "Coördinatie en uitvoering"
    PROJECT = "project", "Project"
    PREVENTION = "preventie", "Preventie en gezond leven"
    OTHER = "anders", "Anders"


def within_the_whole(whose: str) -> pgtrigger.Trigger:
    """The parts of an amount never add up to more than it; who comes second waits for the first.

    `whose` is the SQL of the id of the amount.
    """
    return pgtrigger.Trigger(
        name="shares_within_the_whole",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.After,
        declare=[("whole", "numeric"), ("parts", "numeric")],
        func=f"""
            SELECT amount INTO whole FROM regioplan_allocation WHERE id = {whose} FOR NO KEY UPDATE;
            SELECT COALESCE(sum(amount), 0) INTO parts
              FROM regioplan_allocationshare WHERE allocation_id = {whose};
            IF parts > whole THEN
                RAISE EXCEPTION 'more than the whole' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'shares_within_the_whole',
                    HINT = 'De delen zijn samen meer dan het hele bedrag.';
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - `whose` is written in this file
    )


class AllocationQuerySet(PublicQuerySet):
    """Amounts are public: each comes from a document."""

    def shown(self) -> Self:
        """With what a line of an amount shows."""
        return self.select_related("instrument", "recipient__municipality", "region", "source")


@track()
class Allocation(Versioned):
    """An amount in euros for a year. Another source with another amount is another row: both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(
        FundingInstrument, models.PROTECT, related_name="allocations", verbose_name="geldstroom"
    )
    giver = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie betaalt dit",
        help_text="Alleen als het een ander is dan bij de geldstroom.",
    )
    year = models.PositiveSmallIntegerField(
        "jaar", null=True, blank=True, validators=YEARS, help_text="Leeg als de bron geen jaar noemt."
    )
    amount = models.DecimalField("bedrag in euro", max_digits=14, decimal_places=2, validators=ABOVE_NOUGHT)
    certainty = models.CharField(
        "hoe zeker", max_length=8, choices=Certainty.choices, default=Certainty.STATED
    )
    recipient = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="allocations",
        verbose_name="voor wie",
    )
    recipient_note = models.CharField(
        "voor wie (in woorden)",
        max_length=160,
        blank=True,
        help_text="Als de organisatie hier niet bekend is.",
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="voor de regio",
        help_text="Alleen als het bedrag voor een hele regio is.",
    )
    purpose = models.CharField("waarvoor", max_length=24, choices=Purpose.choices, default=Purpose.OTHER)
    about = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="bron")
    source_note = models.CharField("opmerking bij de bron", max_length=300, blank=True)
    stated_on = models.DateField("stand van", validators=[sensible], help_text="De dag van de bron.")
    stated_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )

    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "bedrag"
        verbose_name_plural = "bedragen"
        ordering = ["-year", "instrument", "-amount"]
        constraints = [
            in_years("allocation_year_is_a_year"),
            above_nought("allocation_above_nought"),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(recipient_note="") | Q(region__isnull=False),
                name="allocation_has_recipient",
                violation_error_message="Zeg voor wie het bedrag is.",
            ),
            models.UniqueConstraint(
                fields=[
                    "instrument", "giver", "year", "recipient", "recipient_note", "region", "purpose", "about",
                    "source",
                ],
                nulls_distinct=False,
                name="allocation_once_per_source",
                violation_error_message="Dit bedrag staat er al uit deze bron. Wijzig dat bedrag.",
            ),
            models.CheckConstraint(
                condition=day_within("stated_on"),
                name="allocation_day_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]  # fmt: skip
        triggers = [version_trigger(), within_the_whole("NEW.id")]

    def __str__(self) -> str:
        return f"{self.instrument}{f', {self.year}' if self.year else ''}: {self.to_whom}"

    @property
    def to_whom(self) -> str:
        """Who gets it, in words."""
        if self.recipient:
            return self.recipient.name
        return self.recipient_note or (f"Regio {self.region.name}" if self.region else "")

    @property
    def from_whom(self) -> str:
        """Who pays, in words: its own giver, or that of the instrument."""
        return self.giver.name if self.giver else self.instrument.funder

    @property
    def stated(self) -> str:
        return describe(self.stated_on, self.stated_precision)

    def get_absolute_url(self) -> str:
        return f"{reverse('funding_instrument', args=[self.instrument_id])}#{self.pk}"


@track()
class AllocationShare(Versioned):
    """The part of an amount for a task, or for one step of it. Without an amount the part is not known yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="shares", verbose_name="bedrag")
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, related_name="funding_shares", verbose_name="opgave"
    )
    step = models.CharField(
        "stap", max_length=160, blank=True, help_text="Leeg als het om de hele opgave gaat."
    )
    amount = models.DecimalField(
        "deel in euro",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=ABOVE_NOUGHT,
        help_text="Leeg als de bron het niet zegt.",
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "deel van een bedrag"
        verbose_name_plural = "delen van bedragen"
        ordering = ["allocation", "task"]
        constraints = [
            above_nought("share_above_nought"),
            models.UniqueConstraint(
                fields=["allocation", "task", "step"],
                name="share_once_per_step",
                violation_error_message="Dit bedrag is al aan deze opgave of stap gekoppeld.",
            ),
        ]
        triggers = [version_trigger(), within_the_whole("NEW.allocation_id")]

    def __str__(self) -> str:
        return f"{self.task}: {self.allocation}"
