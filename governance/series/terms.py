"""The checklist of a meeting: what the bylaws of its body ask, the latest day of each, and when it was done.

Rooms that know when something was done say so here (`register`); what nobody knows is ticked by hand.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from governance.meetings.models import Meeting
from governance.meetings.order import lock
from governance.series.days import counted
from governance.series.models.terms import CountedIn, TermKind, TermSet, TermTick
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.audit.history import acting


@dataclass(frozen=True)
class Done:
    """When something was done, and by whom when that is known; `ticked`: somebody said so by hand."""

    at: datetime.datetime
    by: str = ""
    ticked: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the checklist. `note` says how far it is."""

    meeting: Meeting
    kind: TermKind
    due_on: datetime.date
    how: str
    done: Done | None = None
    note: str = ""
    remind_days: int = 3
    recorded_at: datetime.datetime | None = None

    @property
    def label(self) -> str:
        return self.kind.label

    @property
    def asks(self) -> str:
        """What somebody is asked to do."""
        return _ASKS[self.kind]

    @property
    def is_late(self) -> bool:
        """Not done while its day is over."""
        return self.done is None and self.due_on < timezone.localdate()

    @property
    def was_late(self) -> bool:
        """Done after its day."""
        return self.done is not None and timezone.localdate(self.done.at) > self.due_on

    @property
    def days_left(self) -> int:
        return (self.due_on - timezone.localdate()).days

    @property
    def key(self) -> str:
        """Meeting, kind and day: what a notice or a mail is about."""
        return f"{self.meeting.pk}:{self.kind}:{self.due_on}"


@dataclass(frozen=True)
class Told:
    """What a room knows of one kind of term for one meeting."""

    done: Done | None = None
    note: str = ""


# Gets meetings; gives what it knows, by id of the meeting, in a number of queries that does not grow with them.
Teller = Callable[[Sequence[Meeting]], dict[uuid.UUID, Told]]

_tellers: dict[str, Teller] = {}


def register(kind: str, done_at: Teller) -> None:
    """Let a room tell when something of this kind (a value of TermKind) was done; the same kind replaces."""
    _tellers[TermKind(kind)] = done_at


def checklists(meetings: Iterable[Meeting]) -> dict[uuid.UUID, list[Line]]:
    """The lines of each meeting whose body has terms that day, in order of their day; queries do not grow with them."""
    asked = list(meetings)
    rows = list(TermSet.objects.filter(body_id__in={one.body_id for one in asked})) if asked else []
    sets = {one.pk: found for one in asked if (found := _set_for(one, rows))}
    meant = [one for one in asked if one.pk in sets]
    if not meant:
        return {}
    told = {kind: teller(meant) for kind, teller in _tellers.items()}
    ticks = _ticks(meant)
    return {one.pk: _lines(one, sets[one.pk], told, ticks) for one in meant}


def checklist(meeting: Meeting) -> list[Line]:
    """The lines of one meeting; none when its body has no terms."""
    return checklists([meeting]).get(meeting.pk, [])


def _set_for(meeting: Meeting, rows: Iterable[TermSet]) -> TermSet | None:
    """What holds on the day of the meeting."""
    return next((row for row in rows if row.body_id == meeting.body_id and row.holds_on(meeting.day)), None)


def papers_by(meetings: Sequence[Meeting]) -> dict[uuid.UUID, datetime.date]:
    """The last day for papers of each meeting whose body has a term for them; one query."""
    rows = list(TermSet.objects.filter(body_id__in={one.body_id for one in meetings}))
    found = {}
    for one in meetings:
        terms = _set_for(one, rows)
        if terms and terms.papers_days is not None:
            found[one.pk] = counted(one.day, terms.papers_days, terms.papers_in, back=True)
    return found


def _ticks(meetings: Sequence[Meeting]) -> dict[tuple[uuid.UUID, str], Done]:
    rows = TermTick.objects.filter(meeting__in=meetings, undone_at__isnull=True).select_related("by")
    return {
        (row.meeting_id, row.kind): Done(row.at, row.by.name if row.by else "", ticked=True) for row in rows
    }


def _lines(meeting: Meeting, terms: TermSet, told: dict[str, Any], ticks: dict[Any, Done]) -> list[Line]:
    found = []
    for kind in TermKind:
        number = getattr(terms, f"{_COLUMN[kind]}_days")
        if number is None:
            continue
        how = getattr(terms, f"{_COLUMN[kind]}_in")
        knows = told.get(kind, {}).get(meeting.pk, Told())
        due = counted(meeting.day, number, how, back=kind != TermKind.MINUTES)
        done = _first(ticks.get((meeting.pk, kind)), knows.done)
        words = _words(number, how, kind)
        found.append(Line(meeting, kind, due, words, done, knows.note, terms.remind_days, terms.recorded_at))
    return sorted(found, key=lambda line: line.due_on)


def _first(*told: Done | None) -> Done | None:
    """What was done first: ticked late by hand, it may have happened in time."""
    return min((one for one in told if one), key=lambda one: one.at, default=None)


_ASKS = {
    TermKind.PAPERS: "Zorg dat de stukken binnen zijn",
    TermKind.INVITATION: "Verstuur de uitnodiging",
    TermKind.AGENDA: "Publiceer de agenda",
    TermKind.MINUTES: "Verstuur het verslag",
}
_COLUMN = {
    TermKind.PAPERS: "papers",
    TermKind.INVITATION: "invitation",
    TermKind.AGENDA: "agenda",
    TermKind.MINUTES: "minutes",
}


def _words(number: int, how: str, kind: TermKind) -> str:
    """ "10 dagen ervoor", "5 werkdagen erna" """
    unit = CountedIn(how).label.removeprefix("gewone ")
    unit = unit.removesuffix("en") if number == 1 else unit
    return f"{number} {'dag' if unit == 'dag' else unit} {'erna' if kind == TermKind.MINUTES else 'ervoor'}"


def tick(meeting: Meeting, kind: str, *, by: Actor) -> bool:
    """Say by hand that it is done; False when somebody said so before."""
    with acting(by), transaction.atomic():
        lock(meeting)
        if TermTick.objects.filter(meeting=meeting, kind=kind, undone_at__isnull=True).exists():
            return False
        TermTick.objects.create(meeting=meeting, kind=kind, by_id=actor_person_id(actor_key(by)))
        return True


def untick(meeting: Meeting, kind: str, *, by: Actor) -> bool:
    """Take that back; False when there was nothing to take back."""
    rows = TermTick.objects.filter(meeting=meeting, kind=kind, undone_at__isnull=True)
    with acting(by):
        return bool(rows.update(undone_at=timezone.now()))
