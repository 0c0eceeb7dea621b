"""Progress reports: what the responsible organisation says over a period, and the figures with it."""

import datetime
import uuid
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from regioplan.agreements.models import NOT_YOURS, Agreement
from regioplan.progress.models import Indicator, a_sensible_day
from regioplan.progress.periods import Length, words
from regioplan.progress.triggers import about_the_agreement, keep_submitted_values, measured_by_now
from zorgzaam.audit.history import acting, track
from zorgzaam.frozen import keep_as_is
from zorgzaam.lights import Light
from zorgzaam.people.models import Person
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import StaleVersion, Versioned, version_trigger
from zorgzaam.years import sensible

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User


HALF = "Maak de cijfers eerst af: bij elk cijfer hoort een dag en een bron."


class RhythmQuerySet(models.QuerySet["ReportingRhythm"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody may know how often is reported."""
        return self


@track()
class ReportingRhythm(Versioned):
    """How often this region reports, from a day on. Without one nobody is asked for a report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    starts_on = models.DateField("vanaf", unique=True, validators=[sensible])
    length = models.CharField("hoe vaak", max_length=8, choices=Length.choices, default=Length.HALF)
    days_to_report = models.PositiveSmallIntegerField(
        "dagen om te rapporteren",
        default=28,
        validators=[MinValueValidator(1)],
        help_text="Zoveel dagen na het einde van de periode moet de rapportage er zijn.",
    )

    # Nobody is asked about a period that was over before the region could know of this rhythm.
    recorded_on = models.DateField("vastgelegd op", default=timezone.localdate, editable=False)

    objects = RhythmQuerySet.as_manager()

    class Meta:
        verbose_name = "ritme van rapporteren"
        verbose_name_plural = "ritme van rapporteren"
        ordering = ["-starts_on"]
        constraints = [a_sensible_day("starts_on")]
        triggers = [
            version_trigger(),
            pgtrigger.Protect(
                name="length_stays", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("length")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_length_display()}, vanaf {self.starts_on}"


class ReportState(models.TextChoices):
    DRAFT = "concept", "Concept"
    SUBMITTED = "ingediend", "Ingediend"


class ReportQuerySet(models.QuerySet["ProgressReport"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody reads what was handed in; a draft is for the organisation that writes it."""
        own = standing_of(user).organisations
        return self.filter(Q(state=ReportState.SUBMITTED) | Q(agreement__organisation_id__in=own))

    def standing_now(self) -> Self:
        """Handed in, and not corrected by a later one that was handed in."""
        corrected = Q(corrected_by__state=ReportState.SUBMITTED)
        return self.filter(state=ReportState.SUBMITTED).exclude(corrected)

    def standing_on(self, day: datetime.date) -> Self:
        """Handed in by the end of `day`, and not corrected by one that was handed in by then."""
        by_then = {"state": ReportState.SUBMITTED, "submitted_at__date__lte": day}
        corrected = Q(**{f"corrected_by__{name}": value for name, value in by_then.items()})
        return self.filter(**by_then).exclude(corrected)

    def shown(self) -> Self:
        """With what a line of a report shows."""
        return self.select_related("agreement__organisation", "agreement__task__task_list")


@track()
class ProgressReport(Versioned):
    """What an organisation says of its agreement over a period. Handed in it stays; a correction is another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="reports", verbose_name="regio-afspraak"
    )
    starts_on = models.DateField("periode vanaf")
    ends_on = models.DateField("periode tot en met")
    light = models.CharField("stoplicht", max_length=6, choices=Light.choices, blank=True)
    reason = models.CharField("waarom deze kleur", max_length=400, blank=True)
    text = models.TextField("wat er is gedaan", blank=True)
    state = models.CharField(
        "stand", max_length=9, choices=ReportState.choices, default=ReportState.DRAFT, editable=False
    )
    # Figures of a draft that lack a value, a day or an origin: {indicator: {part: text}}.
    unfinished = models.JSONField("nog niet af", default=dict, blank=True, editable=False)
    # Figures are rows of their own: this makes every save of a draft a change of the draft, so nobody's are lost.
    edited_at = models.DateTimeField("bewerkt op", default=timezone.now, editable=False)
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name="ingediend door",
    )  # fmt: skip
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="corrected_by",
        verbose_name="verbetert",
    )  # fmt: skip

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "voortgangsrapportage"
        verbose_name_plural = "voortgangsrapportages"
        ordering = ["-ends_on", "agreement"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "starts_on", "ends_on"],
                condition=Q(corrects__isnull=True),
                name="report_once_per_period",
                violation_error_message="Over deze periode is er al een rapportage.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="report_period_runs_on",
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False) & ~Q(light="") & ~Q(reason=""),
                name="report_submitted_is_whole",
                violation_error_message="Kies een kleur en schrijf op waarom.",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(unfinished={}),
                name="report_submitted_has_whole_figures",
                violation_error_message=HALF,
            ),
        ]
        indexes = [models.Index(fields=["agreement", "-ends_on"], name="report_newest")]
        triggers = [
            version_trigger(),
            *keep_as_is(when=pgtrigger.Q(old__state=ReportState.SUBMITTED)),
            about_the_agreement(),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.organisation}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    @property
    def period(self) -> str:
        return words(self.starts_on, self.ends_on)

    @property
    def is_submitted(self) -> bool:
        return self.state == ReportState.SUBMITTED

    @property
    def is_whole(self) -> bool:
        """Whether nothing lacks to hand it in."""
        return bool(self.light and self.reason) and not self.unfinished

    @transaction.atomic
    def submit(self, *, by: "User") -> None:
        """Hand it in, after which it never changes. Twice is once.

        Raises PermissionDenied for who does not speak for the organisation, ValidationError without colour or reason,
        StaleVersion when it was changed since.
        """
        if self.agreement.organisation_id not in standing_of(by).organisations:
            raise PermissionDenied(NOT_YOURS)
        now = ProgressReport.objects.select_for_update(no_key=True).get(pk=self.pk)
        if now.is_submitted:
            self.refresh_from_db()
            return
        if now.version != self.version:
            raise StaleVersion
        if not (now.light and now.reason):
            raise ValidationError("Kies een kleur en schrijf op waarom.")
        if now.unfinished:
            raise ValidationError(HALF)
        self.state, self.submitted_at, self.submitted_by = ReportState.SUBMITTED, timezone.now(), by.person
        with acting(by, reason="ingediend"):
            self.save(update_fields=["state", "submitted_at", "submitted_by"])

    def correct(self, *, by: "User") -> "ProgressReport":
        """A new draft with the same words and figures, to correct this one; asked twice gives the same draft."""
        if not self.is_submitted:
            raise ValidationError("Deze rapportage is nog een concept: wijzig die zelf.")
        with transaction.atomic(), acting(by, reason="verbetering"):
            made, is_new = ProgressReport.objects.get_or_create(
                corrects=self,
                defaults={
                    "agreement_id": self.agreement_id,
                    **{
                        name: getattr(self, name)
                        for name in ("starts_on", "ends_on", "light", "reason", "text")
                    },
                },
            )
            if is_new:
                self._copy_values(made)
        return made

    def _copy_values(self, to: "ProgressReport") -> None:
        names = ("indicator_id", "value", "measured_on", "origin", "source_id", "source_note")
        for row in self.values.all():
            Measurement.objects.create(report=to, **{name: getattr(row, name) for name in names})


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody reads a figure, except one in a draft of another organisation."""
        own = Q(report__agreement__organisation_id__in=standing_of(user).organisations)
        return self.filter(Q(report__isnull=True) | Q(report__state=ReportState.SUBMITTED) | own)

    def standing_now(self) -> Self:
        """Figures that count: of no report, or of one handed in and not corrected since."""
        handed_in = Q(report__state=ReportState.SUBMITTED) & ~Q(
            report__corrected_by__state=ReportState.SUBMITTED
        )
        return self.filter(Q(report__isnull=True) | handed_in)


@track()
class Measurement(Versioned, Sourced):
    """A value of an indicator on a day, with where it was measured; beside a report or from the netwerkbureau."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="measurements", verbose_name="indicator"
    )
    report = models.ForeignKey(
        ProgressReport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="values",
        verbose_name="rapportage",
    )
    value = models.DecimalField("waarde", max_digits=14, decimal_places=2)
    measured_on = models.DateField("gemeten op", validators=[sensible])
    origin = models.CharField(
        "bron van het cijfer", max_length=200, help_text="Bijvoorbeeld: eigen telling, GGD-monitor 2026."
    )

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["indicator", "measured_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "report", "measured_on"],
                name="measured_once",
                nulls_distinct=False,
                violation_error_message="Van deze dag is er al een meting.",
            ),
            models.CheckConstraint(
                condition=~Q(origin=""),
                name="measurement_has_origin",
                violation_error_message="Noem de bron van het cijfer.",
            ),
            a_sensible_day("measured_on"),
        ]
        triggers = [version_trigger(), keep_submitted_values(), measured_by_now()]

    def __str__(self) -> str:
        return f"{self.indicator.name}: {self.value}"


@track()
class ReportReminder(models.Model):
    """The fact that people were asked for a report that is late; once per agreement and period.

    A row that told nobody is no such fact, and keeps nobody from being told later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="reminders", verbose_name="afspraak"
    )
    starts_on = models.DateField("periode vanaf")
    ends_on = models.DateField("periode tot en met")
    told = models.PositiveSmallIntegerField("aan hoeveel mensen", default=0)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "herinnering aan een rapportage"
        verbose_name_plural = "herinneringen aan rapportages"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "starts_on", "ends_on"],
                condition=Q(told__gt=0),
                name="reminded_once",
                violation_error_message="Deze herinnering is al verstuurd.",
            ),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.agreement}, {words(self.starts_on, self.ends_on)}"

    @property
    def was_sent(self) -> bool:
        """Whether somebody was asked for this report already."""
        period = {"starts_on": self.starts_on, "ends_on": self.ends_on}
        return ReportReminder.objects.filter(agreement=self.agreement, told__gt=0, **period).exists()
