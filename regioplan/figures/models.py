"""Kerncijfers: a number with its unit, what it says, when, where, and always the document it came from."""

import datetime
import uuid
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from partners.regions.models import Municipality, Region
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import acting, track
from zorgzaam.periods import Period, Precision, describe
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Source
from zorgzaam.ui.charts import number
from zorgzaam.versions import StaleVersion, Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User

GLUED = ("%", "°")  # units that stand against the number
MOST_HEADLINES = 9  # more numbers than that nobody reads on one page


class Exactness(models.TextChoices):
    """How exact the source is; the label is the word before the number."""

    EXACT = "precies", "precies"
    ABOUT = "ongeveer", "ongeveer"
    AT_LEAST = "minstens", "minstens"
    AT_MOST = "hoogstens", "hoogstens"


class FigureQuerySet(PublicQuerySet):
    """Figures are public: each comes from a document. What was withdrawn is found on its own page only."""

    def holding(self) -> Self:
        """Without what was withdrawn: for lists, pages of other things, search and export."""
        return self.filter(withdrawn_on__isnull=True)

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_on__isnull=False)

    def headlines(self) -> Self:
        """What the netwerkbureau chose for inhabitants, in its order."""
        return self.holding().filter(headline__isnull=False).order_by("headline", "position", "name")

    def shown(self) -> Self:
        """With what a page of a figure shows; the values oldest first."""
        values = FigureValue.objects.select_related("source").order_by("starts_on", "-stated_on")
        return self.select_related(
            "region__scheme", "municipality", "theme", "task__task_list"
        ).prefetch_related(Prefetch("values", values))


@track(exclude=["search"])
class KeyFigure(Versioned):
    """What is counted. The numbers themselves are rows of their own, each with its source and day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        "naam", max_length=160, unique=True, help_text="Bijvoorbeeld: Personeelstekort in de zorg."
    )
    meaning = models.TextField(
        "wat dit cijfer zegt", help_text="In gewone taal: wat is er geteld, en wat niet."
    )
    unit = models.CharField("eenheid", max_length=40, help_text="Bijvoorbeeld: %, inwoners, uur per week.")
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="voor welke regio"
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="key_figures",
        verbose_name="voor welke gemeente",
    )
    area = models.CharField(
        "voor welk gebied",
        max_length=80,
        blank=True,
        help_text="Als het geen regio of gemeente is, bijvoorbeeld: heel Nederland. Leeg: nog niet bekend.",
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="key_figures", verbose_name="thema"
    )
    task = models.ForeignKey(
        TransformationTask,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="key_figures",
        verbose_name="opgave",
    )
    position = models.PositiveSmallIntegerField(
        "volgorde", default=100, help_text="Het laagste getal staat bovenaan."
    )
    headline = models.PositiveSmallIntegerField(
        "plaats op de pagina voor inwoners",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HEADLINES)],
        help_text="1 staat vooraan. Leeg: dit cijfer staat niet op die pagina.",
    )
    withdrawn_on = models.DateField("ingetrokken op", null=True, editable=False)
    withdrawn_because = models.CharField("reden van intrekken", max_length=300, blank=True, editable=False)
    search = search_column(name="A", meaning="B")

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = "kerncijfer"
        verbose_name_plural = "kerncijfers"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=True, municipality__isnull=True)
                | Q(region__isnull=True, area="")
                | Q(municipality__isnull=True, area=""),
                name="figure_is_about_one_area",
                violation_error_message="Kies een regio, een gemeente of schrijf een gebied op: één van de drie.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="figure_withdrawn_says_why",
                violation_error_message="Schrijf op waarom het cijfer wordt ingetrokken.",
            ),
            models.CheckConstraint(
                condition=Q(headline__isnull=True) | Q(headline__gte=1, headline__lte=MOST_HEADLINES),
                name="figure_headline_is_a_place",
                violation_error_message=f"Kies een plaats van 1 tot en met {MOST_HEADLINES}.",
            ),
        ]
        indexes = [search_index("key_figure_search")]
        triggers = [
            version_trigger(ignoring=("search",)),
            pgtrigger.Protect(name="keep_figure", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("key_figure", args=[self.pk])

    @property
    def where(self) -> str:
        """The area in words; "" when no source says."""
        if self.region:
            return f"regio {self.region.name}"
        return f"gemeente {self.municipality.name}" if self.municipality else self.area

    @property
    def series(self) -> "list[FigureValue]":
        """One number per time, oldest first: where sources differ, that of the newest. Needs `shown`."""
        found: dict[object, FigureValue] = {}
        for value in self.values.all():
            found.setdefault((value.starts_on, value.ends_on), value)
        return sorted(found.values(), key=lambda value: (value.starts_on, value.ends_on or value.starts_on))

    @property
    def newest(self) -> "FigureValue | None":
        """The last value that is no forecast, or else the first forecast; needs `shown`."""
        values = self.series
        measured = [value for value in values if not value.forecast]
        return measured[-1] if measured else values[0] if values else None

    @property
    def expected(self) -> "FigureValue | None":
        """The last forecast, beside a `newest` that was counted; needs `shown`."""
        values = self.series
        return values[-1] if values and values[-1].forecast and values[-1] != self.newest else None

    def amount_of(self, value: "FigureValue") -> str:
        """ "ongeveer 4%" or "161 miljoen euro"."""
        space = "" if self.unit in GLUED else "\u00a0"
        about = "" if value.exactness == Exactness.EXACT else f"{value.get_exactness_display()} "
        return f"{about}{number(value.value)}{space}{self.unit}"

    def withdraw(self, *, by: "User", reason: str) -> None:
        """Out of every list; its page says so and why. What was quoted elsewhere stays as it was quoted."""
        self._set(by, timezone.localdate(), reason)

    def restore(self, *, by: "User") -> None:
        """Undo a withdrawal: the figure is where it was before."""
        self._set(by, None, "")

    @transaction.atomic
    def _set(self, by: "User", day: datetime.date | None, reason: str) -> None:
        """Twice is once; another reason than the one that holds is refused, and so is a figure that was changed
        since it was read."""
        opened_with = self.version
        now = KeyFigure.objects.select_for_update(no_key=True).get(pk=self.pk)
        if (now.withdrawn_on is None) is (day is None):
            if now.withdrawn_because != reason:
                raise ValidationError(f"Dit cijfer is al ingetrokken: {now.withdrawn_because}")
            self.refresh_from_db()
            return
        if now.version != opened_with:
            raise StaleVersion
        self.withdrawn_on, self.withdrawn_because = day, reason
        with acting(by, reason=reason):
            self.save(update_fields=["withdrawn_on", "withdrawn_because"])


class ValueQuerySet(PublicQuerySet):
    """As the figure."""

    def shown(self) -> Self:
        return self.select_related("figure__region", "figure__municipality", "source")


@track()
class FigureValue(Versioned, Period):
    """One number, over one day, month or years. Another source with another number is another row: both stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    figure = models.ForeignKey(KeyFigure, models.PROTECT, related_name="values", verbose_name="kerncijfer")
    value = models.DecimalField("getal", max_digits=16, decimal_places=2)
    exactness = models.CharField(
        "hoe precies", max_length=9, choices=Exactness.choices, default=Exactness.EXACT
    )
    forecast = models.BooleanField(
        "verwachting", default=False, help_text="Aan als het een voorspelling is, en geen telling."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="bron")
    source_note = models.CharField("opmerking bij de bron", max_length=300, blank=True)
    stated_on = models.DateField("stand van", validators=[sensible], help_text="De dag van de bron.")
    stated_precision = models.CharField(
        "stand van, precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = "getal van een kerncijfer"
        verbose_name_plural = "getallen van kerncijfers"
        ordering = ["figure", "starts_on", "-stated_on"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(starts_on__isnull=False),
                name="figure_value_says_when",
                violation_error_message="Kies over welke tijd dit getal gaat.",
            ),
            models.UniqueConstraint(
                fields=["figure", "starts_on", "starts_precision", "ends_on", "source"],
                nulls_distinct=False,
                name="figure_value_once_per_source",
                violation_error_message="Dit getal staat er al uit deze bron. Wijzig dat getal.",
            ),
            models.CheckConstraint(
                condition=day_within("stated_on"),
                name="figure_value_day_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.figure}, {self.when}"

    def get_absolute_url(self) -> str:
        return reverse("key_figure", args=[self.figure_id])

    @property
    def when(self) -> str:
        """What time the number is about: "2020", "2023 tot en met 2025"."""
        return self.period if self.ends_on else describe(self.starts_on, self.starts_precision)  # type: ignore[arg-type]

    @property
    def amount(self) -> str:
        """See KeyFigure.amount_of."""
        return self.figure.amount_of(self)

    @property
    def stated(self) -> str:
        return describe(self.stated_on, self.stated_precision)
