"""Days on which people are away: public holidays, recess and school holidays; and counting back in working days."""

import datetime
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from governance.series.models.recess import Recess, Whose
from governance.series.models.terms import CountedIn
from zorgzaam.working_days import holiday, is_working_day

DAY = datetime.timedelta(days=1)


def counted(day: datetime.date, number: int, how: str, *, back: bool) -> datetime.date:
    """The day `number` days before (or after) `day`, in calendar days or in working days."""
    step = -DAY if back else DAY
    if how == CountedIn.CALENDAR:
        return day + step * number
    while number:
        day += step
        number -= is_working_day(day)
    return day


@dataclass(frozen=True)
class Away:
    """Who is away when, in a span of days: read once, asked of many days."""

    rows: tuple[Recess, ...]

    @classmethod
    def between(cls, first: datetime.date, last: datetime.date) -> "Away":
        """Recess rows with a day in the span, which are public; one query."""
        found = Recess.objects.touching(first, last).select_related("region")
        return cls(tuple(found))

    def on(self, day: datetime.date) -> list[str]:
        """Why people may be away on `day`, in words; empty when nothing is known."""
        names = [holiday(day)] if holiday(day) else []
        return names + [_words(row) for row in self.rows if row.starts_on <= day <= row.ends_on]


_WHO = {Whose.COUNCILS: "gemeenteraden", Whose.PROVINCE: "Provinciale Staten", Whose.SCHOOLS: "scholen"}


def _words(row: Recess) -> str:
    """ "Voorjaarsreces (gemeenteraden, Deltaland)" """
    of = ", ".join(filter(None, [_WHO.get(Whose(row.whose), ""), row.region.name if row.region else ""]))
    return f"{row.name} ({of})" if of else row.name


def year_from(day: datetime.date, months: int = 12) -> datetime.date:
    """The same day so many months later."""
    return day + relativedelta(months=months)
