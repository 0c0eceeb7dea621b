"""Calendar periods progress is reported over: quarters, halves and years."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

DAY = datetime.timedelta(days=1)


class Length(models.TextChoices):
    QUARTER = "kwartaal", "Elk kwartaal"
    HALF = "half", "Elk half jaar"
    YEAR = "jaar", "Elk jaar"


MONTHS = {Length.QUARTER: 3, Length.HALF: 6, Length.YEAR: 12}


QUARTERS = ("jan-mrt", "apr-jun", "jul-sep", "okt-dec")


@dataclass(frozen=True, order=True)
class ReportPeriod:
    """A calendar period, both days included."""

    starts_on: datetime.date
    ends_on: datetime.date

    def __str__(self) -> str:
        return words(self.starts_on, self.ends_on)


def words(starts_on: datetime.date, ends_on: datetime.date) -> str:
    """ "het eerste kwartaal van 2026", "de tweede helft van 2026" or "2026"."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1
    ordinal = ("eerste", "tweede", "derde", "vierde")
    if months == 3:
        return f"het {ordinal[(starts_on.month - 1) // 3]} kwartaal van {starts_on.year}"
    if months == 6:
        return f"de {ordinal[(starts_on.month - 1) // 6]} helft van {starts_on.year}"
    return str(starts_on.year)


def short(starts_on: datetime.date, ends_on: datetime.date) -> str:
    """The same for a narrow column: "jan-mrt 2026", "2e helft 2026" or "2026"."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1
    if months == 3:
        return f"{QUARTERS[(starts_on.month - 1) // 3]} {starts_on.year}"
    if months == 6:
        return f"{(starts_on.month + 5) // 6}e helft {starts_on.year}"
    return str(starts_on.year)


def period_of(day: datetime.date, length: str) -> ReportPeriod:
    """The period of this length that `day` falls in."""
    months = MONTHS[Length(length)]
    first = (day.month - 1) // months * months + 1
    starts_on = datetime.date(day.year, first, 1)
    following = (
        datetime.date(day.year + 1, 1, 1)
        if first + months > 12
        else datetime.date(day.year, first + months, 1)
    )
    return ReportPeriod(starts_on, following - DAY)


def begins_from(day: datetime.date, length: str) -> datetime.date:
    """The first day, from `day` on, on which a period of this length begins."""
    period = period_of(day, length)
    return day if period.starts_on == day else period.ends_on + DAY


def ended_between(first: datetime.date, last: datetime.date, length: str) -> Iterator[ReportPeriod]:
    """The periods whose last day lies from `first` up to and including `last`, oldest first."""
    period = period_of(first, length)
    while period.ends_on <= last:
        yield period
        period = period_of(period.ends_on + DAY, length)
