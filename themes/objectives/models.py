"""Opgaven of a theme as each document words them, and its objectives (domain.md 9, O6, O8)."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable, F, Q

from themes.generations.models import GenerationDocument
from themes.themes.models import Theme
from themes.triggers import same_generation
from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet, describe
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger

NO_NUMBER = "(zonder nummer)"


@track()
class ThemeTask(Versioned, Sourced):
    """An opgave of a theme in one document. The printed code is a label, no key: "1a", or empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="tasks", verbose_name="thema")
    document = models.ForeignKey(
        GenerationDocument, models.PROTECT, related_name="tasks", verbose_name="document"
    )
    display_code = models.CharField("gedrukt nummer", max_length=12, blank=True, help_text="Zoals gedrukt.")
    title = models.CharField("titel", max_length=200, blank=True)
    text = models.TextField("tekst", blank=True)
    dropped = models.BooleanField(
        "niet overgenomen", default=False, help_text="Het volgende document noemt dit niet."
    )
    position = models.PositiveSmallIntegerField("volgorde")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "opgave van een thema"
        verbose_name_plural = "opgaven van thema's"
        ordering = ["theme", "document", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "document", "position"],
                name="theme_task_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een opgave.",
            ),
            models.CheckConstraint(
                condition=~Q(title="") | ~Q(text=""),
                name="theme_task_says_something",
                violation_error_message="Vul een titel of een tekst in.",
            ),
        ]
        triggers = [version_trigger(), same_generation()]

    def __str__(self) -> str:
        return f"{self.code} {self.title or self.text[:60]}"

    @property
    def code(self) -> str:
        """The printed code, or words that say there is none."""
        return self.display_code or NO_NUMBER

    def clean(self) -> None:
        if self.document_id and self.theme_id and self.document.generation_id != self.theme.generation_id:
            raise ValidationError("Dit document hoort bij een andere generatie dan het thema.")


@track()
class ThemeTaskLink(Versioned, Sourced):
    """Which opgave of a later document comes from which of an earlier one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    earlier = models.ForeignKey(
        ThemeTask, models.PROTECT, related_name="later_links", verbose_name="eerdere opgave"
    )
    later = models.ForeignKey(
        ThemeTask, models.PROTECT, related_name="earlier_links", verbose_name="latere opgave"
    )
    derived = models.BooleanField(
        "afgeleid", default=True, help_text="Geen bron zegt dit; iemand leidde het af."
    )
    note = models.CharField("wat er veranderde", max_length=300, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "vervolg van een opgave"
        verbose_name_plural = "vervolg van opgaven"
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"],
                name="theme_task_link_once",
                violation_error_message="Dit vervolg staat er al.",
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")),
                name="theme_task_link_to_another",
                violation_error_message="Een opgave is geen vervolg van zichzelf.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.earlier} > {self.later}"


class ObjectiveQuerySet(PeriodQuerySet, PublicQuerySet):
    """Objectives are public."""


@track()
class Objective(Versioned, Sourced, Period):
    """A doelstelling: belongs to the theme, not to one opgave; for a period, formulated yearly (R16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="objectives", verbose_name="thema")
    display_code = models.CharField("gedrukte letter", max_length=12, blank=True, help_text="Zoals gedrukt.")
    text = models.TextField("doelstelling")
    explanation = models.TextField("toelichting", blank=True)
    indicator = models.CharField("hoe we het meten", max_length=200, blank=True)
    target_number = models.DecimalField("streefgetal", max_digits=12, decimal_places=2, null=True, blank=True)
    target_unit = models.CharField("eenheid", max_length=80, blank=True)
    position = models.PositiveSmallIntegerField("volgorde")

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "doelstelling"
        verbose_name_plural = "doelstellingen"
        ordering = ["theme", "position"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["theme", "position"],
                name="objective_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een doelstelling.",
            ),
            models.CheckConstraint(
                condition=Q(target_number__isnull=True) | ~Q(target_unit=""),
                name="objective_number_has_unit",
                violation_error_message="Zeg waarvan dit het aantal is.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def due(self) -> str:
        """When it should be reached, no more precise than the source; "" when unknown."""
        return describe(self.ends_on, self.ends_precision) if self.ends_on else ""
