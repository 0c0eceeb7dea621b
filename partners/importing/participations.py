"""How an organisation takes part, in a row of a file beside what is known of it."""

import datetime
from typing import Any

from partners.organisations.models import Participation, ParticipationKind
from zorgzaam.importing.lines import Line
from zorgzaam.periods import ENDS_BEFORE_IT_STARTS, Precision

WORDS = {word.casefold(): value for value, label in ParticipationKind.choices for word in (value, str(label))}
A_DAY = datetime.timedelta(days=1)
FAR = datetime.date.max


def compare_participation(line: Line, now: Participation | None, organisation: Any) -> None:
    """Put into `line` what changes in how `organisation` (None: a new one) takes part; `now` is what a list shows."""
    values = line.row.values
    starts, ends = line.day("deelname vanaf", "starts_on"), line.day("deelname tot en met", "ends_on")
    kind = _kind(line, values["takes_part"], now)
    if kind is None or line.problems:
        return
    if starts and ends and ends < starts:
        line.says("deelname tot en met", ENDS_BEFORE_IT_STARTS)
        return
    if now and "starts_on" not in values:
        starts = now.starts_on
    if now and "ends_on" not in values:
        ends = now.ends_on
    old = now.get_kind_display() if now else ""
    told = line.sets("deelname", old, ParticipationKind(kind).label)
    told |= line.sets("deelname vanaf", now.starts_on if now else None, starts)
    told |= line.sets("deelname tot en met", now.ends_on if now else None, ends)
    if told:
        line.save["participations"] = _rows(line, now, organisation, (kind, starts, ends))


def _kind(line: Line, text: str, now: Participation | None) -> str | None:
    if not text:
        if now is not None:
            line.says("deelname", "Deelname haal je niet weg met een bestand. Vul de laatste dag in.")
        elif line.row.values.get("starts_on") or line.row.values.get("ends_on"):
            line.says("deelname", "Er staat wel een dag, maar niet hoe zij meedoet.")
        return None
    kind = WORDS.get(text.casefold())
    if kind is None:
        labels = ", ".join(str(label) for label in ParticipationKind.labels)
        line.says("deelname", f"De deelname is een van: {labels}.")
    return kind


def _rows(
    line: Line, now: Participation | None, organisation: Any, says: tuple[Any, Any, Any]
) -> list[Participation]:
    """The rows to save, those that end first. Another kind from a later day is a row of its own: history stays."""
    kind, starts, ends = says
    begun_later = now is not None and starts is not None and (now.starts_on is None or starts > now.starts_on)
    found: list[Participation] = []
    row = now
    if now is not None and kind != now.kind and begun_later:
        if now.ends_on is None or now.ends_on >= starts:
            now.ends_on, now.ends_precision = starts - A_DAY, Precision.DAY
            found.append(now)
        row = None
    row = row or Participation()
    if row.starts_on != starts:
        row.starts_on, row.starts_precision = starts, Precision.DAY
    if row.ends_on != ends:
        row.ends_on, row.ends_precision = ends, Precision.DAY
    row.kind = kind
    others = [each for each in (organisation.rows_of_it if organisation else []) if each not in (row, now)]
    if any(_overlap(row, each) for each in others):
        line.says(
            "deelname vanaf",
            "In die tijd staat er al een andere deelname. Kijk op de pagina van de organisatie.",
        )
    return [*found, row]


def _overlap(one: Participation, other: Participation) -> bool:
    return (one.starts_on or datetime.date.min) <= (other.ends_on or FAR) and (
        other.starts_on or datetime.date.min
    ) <= (one.ends_on or FAR)
