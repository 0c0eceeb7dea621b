"""Opgaven of a theme as each document words them, and its objectives (domain.md 9, O6, O8)."""

import datetime
import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Deferrable, F, Max, Q

from themes.generations.models import GenerationDocument
from themes.themes.models import Theme
from themes.triggers import same_generation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting, track
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


OLD_PERIOD_RUNS = "De nieuwe periode begint voordat de oude voorbij is. Kies een latere dag."


class Outcome(models.TextChoices):
    """What became of an objective when its period was over (domain.md P4)."""

    REACHED = "gehaald", "Gehaald"
    PARTLY = "deels", "Deels gehaald"
    MISSED = "niet", "Niet gehaald"
    UNKNOWN = "onbekend", "Niet te zeggen"


class ObjectiveQuerySet(PeriodQuerySet, PublicQuerySet):
    """Objectives are public."""

    def newest_period_first(self) -> Self:
        """By period, the latest end first; an objective without a known end comes last."""
        return self.order_by(
            F("ends_on").desc(nulls_last=True), F("starts_on").desc(nulls_last=True), "position"
        )

    def to_conclude(self, *also: uuid.UUID) -> Self:
        """Those no later objective renewed yet, and `also` these whether they were or not."""
        waiting = Q(renewed_as__isnull=True) | Q(pk__in=also)
        return self.filter(waiting).select_related("renewed_as").order_by("position")

    def next_position(self, theme: Theme) -> int:
        """The first free place among the objectives of a theme. Holds the theme until the end of the transaction, so
        that who adds one at the same time waits, and gets the next."""
        Theme.objects.select_for_update(no_key=True).get(pk=theme.pk)
        last = self.filter(theme=theme).aggregate(last=Max("position"))["last"]
        return (last or 0) + 1


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
    outcome = models.CharField("uitkomst", max_length=8, choices=Outcome.choices, blank=True)
    result = models.TextField(
        "wat het opleverde",
        blank=True,
        help_text="Dit leest de bestuurlijke tafel. Schrijf kort en concreet.",
    )
    renews = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="renewed_as",
        verbose_name="vernieuwt",
    )

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
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.PARTLY, Outcome.MISSED]) | ~Q(result=""),
                name="objective_shortfall_is_told",
                violation_error_message="Schrijf op wat er wel en niet lukte.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def due(self) -> str:
        """When it should be reached, no more precise than the source; "" when unknown."""
        return describe(self.ends_on, self.ends_precision) if self.ends_on else ""

    def conclude(self, *, by: Actor, outcome: str, result: str) -> None:
        """Write down what became of it, for the bestuurlijke tafel. The same again changes nothing.

        Raises StaleVersion when it was changed since this row was read.
        """
        if (self.outcome, self.result) == (outcome, result):
            return
        self.outcome, self.result = outcome, result
        with acting(by, reason="uitkomst van de periode"):
            self.save(update_fields=["outcome", "result"])

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of its period as far as known: its end, or else its beginning; None without either."""
        return self.ends_on or self.starts_on

    def still_runs_on(self, day: datetime.date) -> bool:
        """Whether a period that begins on `day` would begin before this one is over, as far as its days are known."""
        return self.last_day is not None and day <= self.last_day

    def renew(
        self,
        *,
        by: Actor,
        starts_on: datetime.date,
        ends_on: datetime.date,
        text: str = "",
        explanation: str | None = None,
    ) -> "Objective":
        """The objective for a new period, in other words where `text` or `explanation` gives them; one that was renewed
        already stays the one it has. Raises ValidationError where the old period is not over by then."""
        found: Objective | None = Objective.objects.filter(renews=self).first()
        if found:
            return found
        if self.still_runs_on(starts_on):
            raise ValidationError(OLD_PERIOD_RUNS)
        with acting(by, reason="vernieuwd voor een nieuwe periode"), transaction.atomic():
            made: Objective = Objective.objects.create(
                theme_id=self.theme_id,
                text=text or self.text,
                explanation=self.explanation if explanation is None else explanation,
                indicator=self.indicator,
                target_number=self.target_number,
                target_unit=self.target_unit,
                starts_on=starts_on,
                ends_on=ends_on,
                position=Objective.objects.next_position(self.theme),
                renews=self,
            )
            return made
