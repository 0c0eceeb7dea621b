"""The termijnagenda: what a council gets when, from its registers and sessions; what has no day yet comes last."""

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.briefings.fragments import Fragment, NothingToShow, Span, register
from governance.briefings.fragments.sourcing import FALLS_ON, LOOKS_UNTIL, sourced
from governance.council.handling.models import Outcome
from governance.council.handling.standing import commitments_on, motions_on
from governance.council.models import CouncilSession, Question, QuestionSort
from governance.council.sessions.models import SessionState
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import MONTHS
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST

DONE = (Outcome.SETTLED, Outcome.LAPSED)
MONTH, QUARTER = "maand", "kwartaal"
LATE, VAGUE = "De termijn is voorbij", "Nog geen dag afgesproken"
# A line of the agenda: the day it is sorted by, or None, and the row.
Line = tuple[datetime.date | None, dict[str, Any]]


class AgendaForm(forms.Form):
    """Of which council, and by month or by quarter. How far ahead is the end of the period of the document."""

    council = forms.ModelChoiceField(
        Body.objects.filter(kind__in=COUNCIL_KINDS), label="Raad of Staten", empty_label="Kies een raad",
        error_messages=NOT_IN_LIST, help_text="Met de commissies van die raad erbij.",
    )  # fmt: skip
    per = forms.ChoiceField(
        label="Per", choices=[(MONTH, "Maand"), (QUARTER, "Kwartaal")], required=False, initial=MONTH
    )


def term_agenda(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """Groups in the order of time: what is late, each month or quarter, and last what has no day; eight queries."""
    council, per = parameters["council"], parameters.get("per") or MONTH
    span: Span = parameters["span"]
    lines = [
        *_promises(reader, council, on),
        *_questions(reader, council, on),
        *_sessions(reader, council, on),
    ]
    lines = [line for line in lines if not span.until or not line[0] or line[0] <= span.until]
    if not lines:
        raise NothingToShow(f"Op de termijnagenda van {council.name} staat op die dag niets.")
    groups: dict[str, list[dict[str, Any]]] = {}
    for day, row in sorted(lines, key=_order):
        dated = {FALLS_ON: day.isoformat()} if day else {}
        groups.setdefault(_group(day, on, per), []).append({**row, **dated})
    return {
        "council": council.name,
        "on": in_words(on, weekday=False),
        "until": in_words(span.until, weekday=False) if span.until else "",
        **({LOOKS_UNTIL: span.until.isoformat()} if span.until else {}),
        "groups": [{"when": when, "rows": rows} for when, rows in groups.items()],
    }


def _order(line: Line) -> tuple[bool, datetime.date, str]:
    """By day, and without one last; of one day always in the same order."""
    day, row = line
    return day is None, day or datetime.date.max, row["id"]


def _group(day: datetime.date | None, on: datetime.date, per: str) -> str:
    if day is None:
        return VAGUE
    if day < on:
        return LATE
    if per == QUARTER:
        return f"{(day.month + 2) // 3}e kwartaal {day.year}"
    return f"{MONTHS[day.month - 1].capitalize()} {day.year}"


def _promises(reader: Reader, council: Body, on: datetime.date) -> Iterator[Line]:
    for kind, stood in (("Toezegging", commitments_on), ("Motie", motions_on)):
        for each in stood(reader, council, on):
            if each.outcome not in DONE:
                row = each.promise
                said = {"kind": kind, "text": str(row), "term": row.term, "note": each.note}
                yield row.due_on, {**sourced(row, on=row.since), **said}


def _questions(reader: Reader, council: Body, on: datetime.date) -> Iterator[Line]:
    """Asked by that day and not answered yet; one query."""
    waiting = Q(answered_on__isnull=True) | Q(answered_on__gt=on)
    rows = Question.objects.visible_to(reader).of(council).filter(waiting, asked_on__lte=on)
    for row in rows.shown():
        kind = "Technische vragen" if row.sort == QuestionSort.TECHNICAL else "Schriftelijke vragen"
        said = {"kind": kind, "text": str(row), "term": row.term, "note": ""}
        yield row.due_on, {**sourced(row, on=row.since), **said}


def _sessions(reader: Reader, council: Body, on: datetime.date) -> Iterator[Line]:
    """Still to be held; one query."""
    rows = CouncilSession.objects.visible_to(reader).of(council).filter(held_on__gte=on)
    for row in rows.exclude(state=SessionState.CANCELLED).shown():
        when = in_words(row.held_on)
        said = {
            "kind": f"Sessie ({row.get_phase_display().lower()})",
            "text": str(row),
            "term": when,
            "note": "",
        }
        yield row.held_on, {**sourced(row, on=when), **said}


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="term_agenda",
            label="Termijnagenda",
            about="Wat deze raad wanneer krijgt: toezeggingen, moties, vragen en sessies, per maand of kwartaal.",
            form=AgendaForm,
            fill=term_agenda,
            template="governance/fragments/term_agenda.html",
            icon="calendar",
            fields={"text": "Onderwerp", "term": "Termijn", "note": "Stand van zaken", "kind": "Soort"},
        )
    )
