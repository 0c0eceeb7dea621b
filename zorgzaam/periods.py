"""Validity in time: dated rows, with the precision the source has ("zomer 2024" is no day).

A row holds from `starts_on` up to and including `ends_on`; an unknown or open end is empty. Where the source
names only a month, season, half or year, the first (or last) day of it is stored beside that precision.
"""

import datetime
from collections.abc import Collection
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.formats import date_format

from zorgzaam.years import FAR_OFF, day_within, sensible

ENDS_BEFORE_IT_STARTS = "Het einde ligt voor het begin."


def in_order(name: str, first: str, last: str) -> models.CheckConstraint:
    """Constraint: the day `last` does not lie before the day `first`; either may be empty."""
    return models.CheckConstraint(
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
        name=name,
        violation_error_message="De periode eindigt voordat zij begint.",
    )


class Precision(models.TextChoices):
    DAY = "day", "dag"
    MONTH = "month", "maand"
    SEASON = "season", "seizoen"
    HALF = "half", "half jaar"
    YEAR = "year", "jaar"


class PeriodQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def on(self, day: datetime.date) -> Self:
        """Rows that hold on `day`."""
        return self.filter(holds_on(day))

    def current(self) -> Self:
        """Rows that hold today, in the region's time zone."""
        return self.on(timezone.localdate())


def holds_on(day: datetime.date, prefix: str = "") -> Q:
    """Rows (reached over `prefix`) that hold on `day`; an unknown beginning holds."""
    starts, ends = f"{prefix}starts_on", f"{prefix}ends_on"
    begun = Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": day})
    return begun & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day}))


class Period(models.Model):
    """Abstract: from and until, both with precision."""

    starts_on = models.DateField("vanaf", null=True, blank=True, validators=[sensible])
    starts_precision = models.CharField(
        "precies tot op (begin)", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    ends_on = models.DateField("tot en met", null=True, blank=True, validators=[sensible])
    ends_precision = models.CharField(
        "precies tot op (einde)", max_length=6, choices=Precision.choices, default=Precision.DAY
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=ENDS_BEFORE_IT_STARTS,
            ),
            models.CheckConstraint(
                condition=day_within("starts_on") & day_within("ends_on"),
                name="%(app_label)s_%(class)s_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """The order of the days is a matter of these two fields, and known before a range is made of them:
        PostgreSQL has no range that ends before it starts, so asking it about an overlap would fail."""
        super().clean_fields(exclude)
        asked = [name for name in ("ends_on", "starts_on") if name not in (exclude or ())]
        if asked and self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({asked[0]: ENDS_BEFORE_IT_STARTS})

    def holds_on(self, day: datetime.date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (
            self.ends_on is None or self.ends_on >= day
        )

    @property
    def is_current(self) -> bool:
        return self.holds_on(timezone.localdate())

    @property
    def period(self) -> str:
        """ "2019 tot en met 2020", "sinds september 2023", "vanaf 2027" while that is to come, "tot en met zomer
        2024" or "" when nothing is known."""
        begin = describe(self.starts_on, self.starts_precision) if self.starts_on else ""
        end = describe(self.ends_on, self.ends_precision) if self.ends_on else ""
        if begin and end:
            return begin if begin == end else f"{begin} tot en met {end}"
        return f"{self._since} {begin}" if begin else f"tot en met {end}" if end else ""

    @property
    def has_to_begin(self) -> bool:
        """Whether its first day is still to come."""
        return self.starts_on is not None and self.starts_on > timezone.localdate()

    @property
    def _since(self) -> str:
        return "vanaf" if self.has_to_begin else "sinds"


def describe(day: datetime.date, precision: str = Precision.DAY) -> str:
    """A date in words, no more precise than the source: "27 november 2024", "zomer 2024", "eerste helft van
    2024"."""
    match precision:
        case Precision.YEAR:
            return str(day.year)
        case Precision.HALF:
            return f"{'eerste' if day.month <= 6 else 'tweede'} helft van {day.year}"
        case Precision.SEASON:
            return f"{_season(day)} {day.year}"
        case Precision.MONTH:
            return date_format(day, "F Y")
    return date_format(day, "j F Y")


def when(day: datetime.date, precision: str = Precision.DAY) -> str:
    """`describe` with the word it needs in a sentence: "op 3 december 2026", "in december 2026", "in de zomer van
    2026", "in de eerste helft van 2026", "in 2026"."""
    match precision:
        case Precision.DAY:
            return f"op {describe(day)}"
        case Precision.SEASON:
            return f"in de {_season(day)} van {day.year}"
        case Precision.HALF:
            return f"in de {describe(day, precision)}"
    return f"in {describe(day, precision)}"


_MONTHS = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.HALF: 6, Precision.YEAR: 12}


def first_day_of(day: datetime.date, precision: str) -> datetime.date:
    """The first day of the month, season, half or year that `day` falls in."""
    if precision == Precision.DAY:
        return day
    month, year = _first_month(day, precision)
    return datetime.date(year, month, 1)


def last_day_of(day: datetime.date, precision: str) -> datetime.date:
    """The last day of the month, season, half or year that `day` falls in: by "maart 2026" 31 March is meant."""
    if precision == Precision.DAY:
        return day
    month, year = _first_month(day, precision)
    after = month - 1 + _MONTHS[Precision(precision)]
    following = datetime.date(year + after // 12, after % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def _first_month(day: datetime.date, precision: str) -> tuple[int, int]:
    """The month and year the period begins in; winter begins in December, of the year before in January."""
    if precision == Precision.SEASON:
        first = day.month // 3 * 3 or 12
        return first, day.year - (day.month < 3)
    months = _MONTHS[Precision(precision)]
    return (day.month - 1) // months * months + 1, day.year


def _season(day: datetime.date) -> str:
    return ("winter", "lente", "zomer", "herfst")[day.month % 12 // 3]


class DateRange(Func):
    """daterange(starts_on, ends_on, '[]') for exclusion constraints; NULL is open-ended."""

    function = "DATERANGE"
    output_field = DateRangeField()


def span(starts: str, ends: str) -> DateRange:
    """The days between two columns, both included, as a range of PostgreSQL."""
    return DateRange(starts, ends, RangeBoundary(inclusive_lower=True, inclusive_upper=True))


def no_overlap(name: str, message: str, *keys: str, condition: Q | None = None) -> ExclusionConstraint:
    """Constraint: two rows with the same `keys` never hold on the same day (needs btree_gist)."""
    days = span("starts_on", "ends_on")
    return ExclusionConstraint(
        name=name,
        expressions=[(days, RangeOperators.OVERLAPS), *((key, RangeOperators.EQUAL) for key in keys)],
        condition=condition,
        violation_error_message=message,
    )
