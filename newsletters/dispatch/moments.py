"""A moment somebody types: a day and what the clock on the wall says. Twice a year that is no plain question."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

# "imaginary" and "ambiguous" as Django calls them.
SKIPPED = (
    "Die nacht gaat de klok vooruit: na 1:59 is het meteen 3:00. Om {} is het die dag dus nooit. "
    "Kies een tijd vóór 2:00 of vanaf 3:00."
)
TWICE = "Die nacht gaat de klok terug: {} komt twee keer voor. Kies hieronder welke je bedoelt."
FIRST, SECOND = "eerste", "tweede"


def is_skipped(day: datetime.date, clock: datetime.time) -> bool:
    """Whether the clock never says this on that day."""
    first = _on(day, clock, 0)
    back = first.astimezone(datetime.UTC).astimezone(first.tzinfo)
    return back.replace(tzinfo=None) != first.replace(tzinfo=None)


def comes_twice(day: datetime.date, clock: datetime.time) -> bool:
    """Whether the clock says this two times that night."""
    offsets = {_on(day, clock, fold).utcoffset() for fold in (0, 1)}
    return len(offsets) == 2 and not is_skipped(day, clock)


def local_moment(day: datetime.date, clock: datetime.time, which: str = "") -> datetime.datetime:
    """The moment, aware and in UTC. `which` (FIRST, SECOND) is asked only when the clock says it twice.

    ValidationError (Dutch; code "skipped" or "twice") when there is no such moment, or two.
    """
    if is_skipped(day, clock):
        raise ValidationError(SKIPPED.format(f"{clock:%H:%M}"), code="skipped")
    if comes_twice(day, clock) and which not in (FIRST, SECOND):
        raise ValidationError(TWICE.format(f"{clock:%H:%M}"), code="twice")
    return _on(day, clock, int(which == SECOND)).astimezone(datetime.UTC)


def is_second(moment: datetime.datetime) -> bool:
    """Whether this moment is the second time the clock says so."""
    return timezone.localtime(moment).fold == 1


def which_of_two(moment: datetime.datetime) -> str:
    """Which one it is, in words, where the clock says this twice; else nothing."""
    here = timezone.localtime(moment)
    if not comes_twice(here.date(), here.time()):
        return ""
    return "de tweede keer, in wintertijd" if is_second(moment) else "de eerste keer, nog in zomertijd"


def _on(day: datetime.date, clock: datetime.time, fold: int) -> datetime.datetime:
    naive = datetime.datetime.combine(day, clock.replace(fold=fold))
    return naive.replace(tzinfo=timezone.get_current_timezone())
