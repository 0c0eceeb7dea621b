"""Filters that turn dates, durations and names into plain Dutch."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.template import Library

from zorgzaam.ui import dates, money

register = Library()

UNKNOWN = "nog niet bekend"


@register.filter
def date_nl(value: date | None) -> str:
    """`do 27 november 2024`."""
    return dates.day(value)


@register.filter
def day_nl(value: date | None) -> str:
    """`27 november 2024`, where the weekday says nothing (mandates, periods)."""
    return dates.day(value, weekday=False)


@register.filter
def datetime_nl(value: date | None) -> str:
    """`do 27 november 2024, 15:30`."""
    return dates.moment(value)


@register.filter
def time_nl(value: datetime | time | None) -> str:
    """`15:30`."""
    return dates.clock(value)


@register.filter
def period_nl(start: date | None, end: date | None = None) -> str:
    """`{{ mandate.start|period_nl:mandate.end }}`: `sinds 1 januari 2024`."""
    return dates.period(start, end)


@register.filter
def duration_nl(value: int | timedelta | None) -> str:
    """Minutes as `1 uur en 20 minuten`."""
    return dates.duration(value)


@register.filter
def known(value: Any) -> Any:
    """The value, or `nog niet bekend` where a source says nothing."""
    return UNKNOWN if value is None or value == "" else value


@register.filter
def initials(name: Any) -> str:
    """First letters of the first and last word of a name: `Ada de Vries` gives `AV`."""
    words = [word for word in str(name).split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def avatar_tone(name: Any) -> int:
    """A number from 1 to 6, always the same for the same name: the colour of an avatar."""
    return sum(str(name).encode()) % 6 + 1


@register.filter
def filesize_nl(size: int | None) -> str:
    """Bytes as `240 kB` or `1,4 MB`."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


@register.filter
def euros(amount: Decimal | None) -> str:
    """`€ 3.161.954`, or `nog niet bekend` where a source says nothing."""
    return money.euros(amount)
