"""By when, as a cell says it: a day, words that name none, or for a question the day that follows from its term."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from governance.council.importing.words import SpokenTerm, spoken_term
from governance.council.questions.guards import BY_NOTICE
from governance.council.questions.models import Question
from governance.council.questions.term_days import MOST_DAYS
from zorgzaam.importing.lines import NO_DAY, Line
from zorgzaam.years import sensible

COLUMN = "termijn"
BOTH = "Hier staan woorden, en bij “termijn in woorden” staan andere. Houd er een over."


def compare_term(line: Line, row: Any) -> None:
    """Put the term of the cell in the row, and note what changes; a problem for what is none."""
    text = line.row.values["due_on"]
    try:
        found = spoken_term(text)
        if found.day:
            sensible(found.day)
    except ValueError:
        line.says(COLUMN, NO_DAY.format(text[:60]))
    except ValidationError as error:
        line.says(COLUMN, " ".join(error.messages))
    else:
        (_of_question if isinstance(row, Question) else _of_promise)(line, row, found)


def _of_promise(line: Line, row: Any, found: SpokenTerm) -> None:
    if found.words:
        if line.row.values.get("term_text", "") not in ("", found.words):
            line.says(COLUMN, BOTH)
            return
        line.changes = [change for change in line.changes if change.label != "termijn in woorden"]
        _put(line, row, "termijn in woorden", "term_text", found.words)
    if _put(line, row, COLUMN, "due_on", found.day):
        row.due_precision, row.due_inclusive = found.precision, found.inclusive
        line.save["fields"] |= {"due_precision", "due_inclusive"}


def _put(line: Line, row: Any, label: str, field: str, new: Any) -> bool:
    changes = line.sets(label, getattr(row, field), new)
    if changes:
        setattr(row, field, new)
        line.save["fields"].add(field)
    return changes


def _of_question(line: Line, row: Question, found: SpokenTerm) -> None:
    """Of a new question the day says how many days its council gave; of one that is there, only a notice moves it."""
    if found.words:
        line.says(COLUMN, NO_DAY.format(found.words[:60]))
    elif line.is_new and found.day and row.asked_on:
        days = (found.day - row.asked_on).days
        if not 1 <= days <= MOST_DAYS:
            line.says(
                COLUMN, f"De termijn is 1 tot en met {MOST_DAYS} dagen na de dag waarop zij is gesteld."
            )
            return
        row.term_days = days
        line.sets(COLUMN, None, found.day)
    elif not line.is_new and found.day and found.day not in (row.due_on, _worked_out(row)):
        line.says(COLUMN, BY_NOTICE)


def _worked_out(row: Question) -> datetime.date:
    """What its day becomes when the day it was asked is put right."""
    return row.asked_on + datetime.timedelta(days=row.term_days)
