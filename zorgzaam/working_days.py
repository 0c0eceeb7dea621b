"""Working days of the Netherlands: from Monday to Friday, and no public holiday."""

import datetime
from functools import lru_cache

import holidays

DAY = datetime.timedelta(days=1)
SATURDAY = 5


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> dict[datetime.date, str]:
    # Optional ones too: Goede Vrijdag and Bevrijdingsdag count in the Algemene termijnenwet (article 3).
    found = holidays.country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    return dict(found.items())


def holiday(day: datetime.date) -> str:
    """The name of the Dutch public holiday on `day`; "" when there is none."""
    return _holidays_of(day.year).get(day, "")


def is_working_day(day: datetime.date) -> bool:
    """From Monday to Friday and no public holiday."""
    return day.weekday() < SATURDAY and not holiday(day)


def working_days_after(day: datetime.date, number: int) -> datetime.date:
    """The day `number` working days after `day`."""
    while number:
        day += DAY
        number -= is_working_day(day)
    return day
