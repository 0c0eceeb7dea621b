"""Dates, times and durations in Dutch words, in the time zone of the site."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def local(value: date) -> date:
    """A moment with a time zone in local time; anything else as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: date | None, weekday: bool = True) -> str:
    """`do 27 november 2024`; without the weekday `27 november 2024`; nothing gives an empty text."""
    if not value:
        return ""
    value = local(value)
    words = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{DAYS[value.weekday()]} {words}" if weekday else words


def clock(value: datetime | time | None) -> str:
    """`15:30`; nothing gives an empty text."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = local(value)  # type: ignore[assignment]
    return f"{value:%H:%M}"


def moment(value: date | None) -> str:
    """`do 27 november 2024, 15:30`; a date without a time stays a date; nothing gives an empty text."""
    if isinstance(value, datetime):
        return f"{day(value)}, {clock(value)}"
    return day(value)


def period(start: date | None, end: date | None) -> str:
    """`1 januari 2024 tot en met 3 maart 2025`, `sinds ...`, `tot en met ...`, or an empty text."""
    if start and end:
        return f"{day(start, weekday=False)} tot en met {day(end, weekday=False)}"
    if start:
        return f"sinds {day(start, weekday=False)}"
    if end:
        return f"tot en met {day(end, weekday=False)}"
    return ""


def during(start: date | None, end: date | None) -> str:
    """`period` as it stands in a sentence: `van 1 januari 2024 tot en met 3 maart 2025`."""
    return f"van {period(start, end)}" if start and end else period(start, end)


def duration(value: int | timedelta | None) -> str:
    """Minutes, or a timedelta, as `1 uur en 20 minuten`; nothing gives an empty text."""
    if value is None or value == "":
        return ""
    minutes = int(value.total_seconds() // 60) if isinstance(value, timedelta) else int(value)
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} uur"] if hours else []
    if rest or not hours:
        words.append("1 minuut" if rest == 1 else f"{rest} minuten")
    return " en ".join(words)


def machine(value: date | time | None) -> str:
    """What belongs in the datetime attribute of <time>."""
    if not value:
        return ""
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="minutes")  # type: ignore[call-arg]
    return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"
