"""The terms of the Beoordelingskader: in whole weeks, counted in days of the region (domain.md E2)."""

import datetime

from django.utils import timezone

QUICK_CHECK = 4
PRELIMINARY = 4
QUESTIONS = 2
FINAL = 2  # after the questions


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day of a moment in the region's time zone: half past midnight there is still yesterday in UTC."""
    return timezone.localtime(moment).date()


def last_day(moment: datetime.datetime, weeks: int) -> datetime.date:
    """The last day of a term of so many weeks from a moment on. Whole days, so no clock change shortens it."""
    return day_of(moment) + datetime.timedelta(weeks=weeks)
