"""Days that cannot be, and rows that are there already: slips that would stand in public. Forms and files ask alike."""

import datetime
from typing import Any

from django.utils import timezone

from governance.council.records import CouncilRecord

TO_COME = "Deze dag komt nog. Kies de dag waarop dit is gebeurd."
TERM_FIRST = "De termijn ligt voor de dag waarop dit is toegezegd of behandeld."
TOO_EARLY = "Dit is voor de dag waarop het is toegezegd of behandeld."
THERE = "Dit staat al in het register van deze raad, met dezelfde woorden en dezelfde dag."


def of_days(row: CouncilRecord) -> dict[str, str]:
    """What cannot be of the days of this row: field -> why, as a Dutch sentence."""
    told = row.essence[1]
    day: datetime.date | None = getattr(row, told)
    due: datetime.date | None = getattr(row, "due_on", None)
    found = {}
    if row.happened and day and day > timezone.localdate():
        found[told] = TO_COME
    if day and due and due < day:
        found["due_on"] = TERM_FIRST
    return found


def of_step(on: datetime.date | None, since: datetime.date) -> str:
    """What cannot be of the day of something that became of a row of the day `since`; "" when nothing is against it."""
    if on is None:
        return ""
    if on > timezone.localdate():
        return TO_COME
    return TOO_EARLY if on < since else ""


def same_as(row: CouncilRecord) -> Any:
    """The row that says this already, or None. With a number of its own it is another one."""
    same = {name: getattr(row, name) for name in row.essence}
    rows = type(row)._default_manager.filter(council=row.council_id, number=row.number, **same)
    return rows.exclude(pk=row.pk).first()
