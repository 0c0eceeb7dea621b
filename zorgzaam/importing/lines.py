"""What one row of a file would do, worked out before anything is done."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError

from zorgzaam.importing.rows import Row, as_day
from zorgzaam.periods import ENDS_BEFORE_IT_STARTS, Period, Precision
from zorgzaam.ui.dates import day as in_words
from zorgzaam.years import sensible

NO_DAY = "“{}” is geen datum. Schrijf 2023-12-21 of 21-12-2023."


class State(StrEnum):
    """What happens with a row."""

    NEW = "nieuw"
    CHANGES = "verandert"
    SAME = "gelijk"
    ASKS = "vraagt"
    WRONG = "fout"


@dataclass(frozen=True)
class Change:
    """One field: what stands there and what comes."""

    label: str
    old: str
    new: str


@dataclass
class Line:
    """One row: what it is about, and what is different. `problems` are (column, why); `choices` (id, name) are those it
    may mean, when that is doubtful. `save` is what applying needs."""

    row: Row
    title: str = ""
    changes: list[Change] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    is_new: bool = False
    save: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> State:
        if self.problems:
            return State.WRONG
        if self.choices:
            return State.ASKS
        if self.is_new:
            return State.NEW
        return State.CHANGES if self.changes else State.SAME

    def says(self, column: str, why: str) -> None:
        self.problems.append((column, why))

    def sets(self, label: str, old: Any, new: Any) -> bool:
        """Note what changes; whether it does."""
        if told(old) == told(new):
            return False
        self.changes.append(Change(label, told(old), told(new)))
        return True

    def day(self, column: str, field_name: str) -> datetime.date | None:
        """The day in a cell; a problem, and None, for what is none."""
        try:
            found = as_day(self.row.values.get(field_name))
            if found:
                sensible(found)
        except ValueError as error:
            self.says(column, NO_DAY.format(error))
        except ValidationError as error:
            self.says(column, " ".join(error.messages))
        else:
            return found
        return None


def set_period(line: Line, row: Period, fields: list[str]) -> None:
    """The first and last day of a row, of those columns the file has."""
    for name, label in (("starts_on", "vanaf"), ("ends_on", "tot en met")):
        if name not in fields:
            continue
        day = line.day(label, name)
        if line.sets(label, getattr(row, name), day):
            setattr(row, name, day)
            setattr(row, name.replace("_on", "_precision"), Precision.DAY)
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        line.says("tot en met", ENDS_BEFORE_IT_STARTS)


def told(value: Any) -> str:
    """A value as the preview shows it."""
    if value is None:
        return ""
    return in_words(value, weekday=False) if isinstance(value, datetime.date) else str(value)


def mark_of(lines: Iterable[Line]) -> str:
    """What a preview was made of: a file is carried out only as it was shown."""
    made_of = [
        (line.row.where, line.title, line.state.value, line.changes, line.problems, line.choices)
        for line in lines
    ]
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]
