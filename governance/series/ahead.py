"""The termijnagenda: what comes up when. Computed at every reading from what rooms know, never kept.

A room says what it knows with `register`; each provider asks its own `visible_to`, so who may not read a thing does not
find it here either.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from django.utils import timezone

from governance.meetings.models.subjects import TASK, THEME
from governance.series.days import Away, year_from
from themes.tasks.links import TaskTheme
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import MONTHS


@dataclass(frozen=True)
class Window:
    """What is asked: for whom, from and until which day, of one body or theme (None: of all)."""

    reader: Reader
    first: datetime.date
    last: datetime.date
    body_id: uuid.UUID | None = None
    theme_id: uuid.UUID | None = None

    @classmethod
    def year(
        cls, reader: Reader, *, body_id: uuid.UUID | None = None, theme_id: uuid.UUID | None = None
    ) -> "Window":
        """From today on, a year ahead."""
        today = timezone.localdate()
        return cls(reader, today, year_from(today), body_id, theme_id)

    @property
    def subjects(self) -> dict[str, list[uuid.UUID]]:
        """The theme that is asked for and the tasks that touch it, by kind; empty when none is asked. One query."""
        if not self.theme_id:
            return {}
        tasks = TaskTheme.objects.filter(theme=self.theme_id).values_list("task", flat=True)
        return {THEME: [self.theme_id], TASK: list(tasks)}

    def holds(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Entry:
    """One thing that comes up. `day` is None while nobody knows when; `when` says a day that is not precise in words.

    `slips` is how often the subject slipped; `clashes` why people may be away that day.
    """

    day: datetime.date | None
    kind: str
    title: str
    url: str = ""
    body: str = ""
    when: str = ""
    note: str = ""
    slips: int = 0
    # Within a day and a body: the meeting first, then its items in their order, then the rest.
    rank: int = 1000
    clashes: list[str] = field(default_factory=list)

    @property
    def order(self) -> tuple[bool, datetime.date, str, int, str]:
        """What has no day comes last."""
        return self.day is None, self.day or datetime.date.max, self.body, self.rank, self.title


# Gives what a room knows in a window, in a number of queries that does not grow with what it finds.
Provider = Callable[[Window], Iterable[Entry]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room tell what comes up; the same name replaces."""
    _providers[name] = provider


@dataclass(frozen=True)
class Month:
    """The entries of one month, or those without a day (`label` says so)."""

    label: str
    entries: list[Entry]


def entries(window: Window) -> list[Entry]:
    """Everything that comes up for this reader, the first day first, what has no day last."""
    away = Away.between(window.first, window.last)
    found = [_flagged(one, away) for provider in _providers.values() for one in provider(window)]
    return sorted(found, key=lambda one: one.order)


def _flagged(one: Entry, away: Away) -> Entry:
    # Of "maart 2027" nobody knows whether it meets a holiday.
    return replace(one, clashes=away.on(one.day)) if one.day and not one.when else one


def by_month(found: Iterable[Entry]) -> list[Month]:
    """The same entries under their months."""
    months: dict[str, list[Entry]] = {}
    for one in found:
        label = f"{MONTHS[one.day.month - 1]} {one.day.year}" if one.day else "Nog zonder datum"
        months.setdefault(label, []).append(one)
    return [Month(label, rows) for label, rows in months.items()]
