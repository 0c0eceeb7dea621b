"""The days of a rhythm, and the rhythm in words."""

import datetime
from collections.abc import Iterator

from dateutil import rrule
from django.utils import timezone

from governance.series.models.series import MeetingSeries, Nth, Rhythm, Weekday
from zorgzaam.ui.dates import MONTHS, clock

# More than twenty years of every week: a series without an end is never run out.
MOST = 1100


def days_of(series: MeetingSeries, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The days of the rhythm from `first` up to and including `last`, within the period of the series."""
    last = min(last, series.ends_on or last)
    found: list[datetime.date] = []
    for day in _all_days(series):
        if day > last or len(found) == MOST:
            break
        if day >= first:
            found.append(day)
    return found


def _all_days(series: MeetingSeries) -> Iterator[datetime.date]:
    weekday = rrule.weekdays[series.weekday]
    start = datetime.datetime.combine(series.starts_on, datetime.time())
    if series.rhythm == Rhythm.WEEKLY:
        rule = rrule.rrule(
            rrule.WEEKLY, interval=series.every, byweekday=weekday, dtstart=_first(series, start)
        )
    else:
        months = sorted(series.months) or None
        rule = rrule.rrule(rrule.MONTHLY, byweekday=weekday(series.nth), bymonth=months, dtstart=start)
    for moment in rule:
        yield moment.date()


def _first(series: MeetingSeries, start: datetime.datetime) -> datetime.datetime:
    """The first such weekday on or after the start: counting weeks begins there, not in the week of the start."""
    return start + datetime.timedelta(days=(series.weekday - start.weekday()) % 7)


def moments_on(series: MeetingSeries, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """When a meeting of the series on `day` begins and ends: a time on the clock of the region, and real minutes from
    there, so also on the day the clock changes. A time that does not exist that night becomes the one an hour later."""
    begin = timezone.make_aware(datetime.datetime.combine(day, series.start_time)).astimezone(datetime.UTC)
    return begin, begin + datetime.timedelta(minutes=series.minutes)


def in_words(series: MeetingSeries) -> str:
    """ "elke vierde donderdag van de maand, om 15:30" """
    day = Weekday(series.weekday).label
    if series.rhythm == Rhythm.WEEKLY:
        words = f"elke {day}" if series.every == 1 else f"om de {series.every} weken op {day}"
    else:
        words = f"elke {Nth(series.nth).label} {day} van {_months(series)}"
    return f"{words}, om {clock(series.start_time)}"


def _months(series: MeetingSeries) -> str:
    names = [MONTHS[month - 1] for month in sorted(series.months)]
    if not names:
        return "de maand"
    *rest, last = names
    return f"{', '.join(rest)} en {last}" if rest else last


def title_on(title: str, day: datetime.date) -> str:
    """ "Verbindende Coalitie januari 2027": what tells two meetings of one body apart."""
    return f"{title} {MONTHS[day.month - 1]} {day.year}"
