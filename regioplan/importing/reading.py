"""Checking a file against what is known here: every problem with its row, or content that can be taken over."""

import datetime
import html
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from regioplan.approvals.models import DECIDED, Approval, Outcome
from regioplan.approvals.recording import REWRITABLE, begun, is_fixed
from regioplan.importing.tables import read_tables
from regioplan.plans.models import PlanVersion
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.importing.rows import UNREADABLE, Problem, Row, Unreadable, as_day, is_readable
from zorgzaam.richfields import tidy
from zorgzaam.ui import dates
from zorgzaam.years import sensible

Content = dict[str, Any]
DEEPEST = 3
FIXED = (
    "De tekst van deze versie staat vast. Een bestand met hoofdstukken past alleen bij een concept: "
    "begin een nieuwe versie, of haal de hoofdstukken uit het bestand."
)
# Only a text with tags we know is markup: a file may well say "<5%".
_MARKUP = re.compile(r"</?(p|ul|ol|li|h[1-6]|strong|em|b|i|a|br|table|blockquote)\b[^<>]*>", re.IGNORECASE)


def read(version: PlanVersion, name: str, content: bytes) -> tuple[Content, list[Problem]]:
    """What is in a file for this version, and everything that is wrong with it. With any problem nothing may be used.

    Content: {"sections": [{level, code, heading, text, themes, tasks}], "approvals": [{municipality, outcome, ...}]},
    with ids instead of names; `seen` is the number of the last fact about that municipality now.
    """
    try:
        tables = read_tables(name, content)
    except Unreadable as unreadable:
        return {}, unreadable.problems
    check = _Check(version)
    found = {
        "sections": [check.section(row) for row in tables["hoofdstukken"]],
        "approvals": [check.approval(row) for row in tables["besluiten"]],
    }
    if tables["hoofdstukken"] and not version.is_open:
        check.says(name, FIXED)
    return found, check.problems


def _known(rows: Iterable[Any], *names: Callable[[Any], str]) -> dict[str, str]:
    """Lower-case name -> id; the first row with a name wins."""
    found: dict[str, str] = {}
    for row in rows:
        for name in names:
            found.setdefault(name(row).strip().lower(), str(row.pk))
    return found


class _Check:
    """Looks at rows one by one, remembers every problem, and goes on."""

    def __init__(self, version: PlanVersion) -> None:
        self.problems: list[Problem] = []
        themes = Theme.objects.order_by("-generation__starts_on", "number")
        tasks = TransformationTask.objects.order_by("-task_list__stated_on", "number")
        places = version.plan.municipalities(version.day) if version.plan.needs_decisions else []
        self.themes = _known(themes, lambda theme: theme.name)
        self.tasks = _known(tasks, lambda task: task.title)
        self.places = _known(places, lambda place: place.name, lambda place: place.slug)
        facts = Approval.objects.filter(version_of=version).latest()
        self.numbers = {str(place): number for place, number in facts.values_list("municipality", "number")}
        self.is_fixed = is_fixed(version)
        self.begun = begun(version)
        self.depth = 0
        self.seen: set[str] = set()

    def says(self, where: str, why: str) -> None:
        self.problems.append(Problem(where, why))

    def section(self, row: Row) -> Content:
        heading = self._words(row, "heading", 200)
        if not heading:
            self.says(row.where, "De kop ontbreekt.")
        return {
            "level": self._level(row),
            "code": self._words(row, "code", 12),
            "heading": heading,
            "text": self._text(row),
            "themes": self._ids(row, "themes", self.themes, "thema"),
            "tasks": self._ids(row, "tasks", self.tasks, "opgave"),
        }

    def _level(self, row: Row) -> int:
        try:
            level = int(row.values.get("level", 1))
        except (TypeError, ValueError, OverflowError):
            level = 0
        if not 1 <= level <= DEEPEST:
            self.says(row.where, "Het niveau is 1 (hoofdstuk), 2 (paragraaf) of 3 (onderdeel).")
            return 1
        if level > self.depth + 1:
            self.says(
                row.where, f"Niveau {level} volgt op niveau {self.depth}: er ontbreekt een kop ertussen."
            )
        self.depth = level
        return level

    def _words(self, row: Row, name: str, most: int) -> str:
        text = str(row.values.get(name) if row.values.get(name) is not None else "").strip()
        if len(text) > most:
            self.says(row.where, f"“{text[:30]}…” is te lang (hoogstens {most} tekens).")
        return text[:most] if self._readable(row, text) else ""

    def _readable(self, row: Row, text: str) -> bool:
        if not is_readable(text):
            self.says(row.where, UNREADABLE)
        return is_readable(text)

    def _text(self, row: Row) -> str:
        text = str(row.values.get("text") or "")
        if not self._readable(row, text):
            return ""
        try:
            return tidy(text if _MARKUP.search(text) else html.escape(text, quote=False), 4)
        except ValidationError as error:
            self.says(row.where, " ".join(error.messages))
            return ""

    def _ids(self, row: Row, name: str, known: dict[str, str], noun: str) -> list[str]:
        given = row.values.get(name) or []
        names = given if isinstance(given, list) else str(given).split(";")
        found = []
        for each in (str(name).strip() for name in names):
            if not each:
                continue
            if each.lower() not in known:
                self.says(row.where, f"Er is geen {noun} “{each}”.")
            elif known[each.lower()] not in found:
                found.append(known[each.lower()])
        return found

    # ------------------------------------------------------------ decisions
    def approval(self, row: Row) -> Content:
        outcome, day = self._outcome(row), self._day(row, "decided_on")
        if outcome in DECIDED and not self.is_fixed:
            self.says(row.where, REWRITABLE)
        if day and day > timezone.localdate():
            self.says(row.where, "De besluitdatum komt nog.")
        if day and self.begun and day < self.begun:
            self.says(
                row.where, f"Op {dates.day(day, weekday=False)} was deze versie van het plan er nog niet."
            )
        if day and outcome and outcome not in DECIDED:
            self.says(row.where, "Een besluitdatum hoort bij ingestemd, aangehouden of afgewezen.")
        conditions = self._words(row, "conditions", 2_000)
        if conditions and outcome not in (Outcome.AGREED, Outcome.HELD):
            self.says(row.where, "Voorwaarden horen bij ingestemd of aangehouden.")
        informed = self._day(row, "council_informed_on")
        if informed and informed > timezone.localdate():
            self.says(row.where, "De dag waarop de raad is geïnformeerd komt nog.")
        if informed and day and informed < day:
            self.says(row.where, "De raad is geïnformeerd voor de dag van het besluit. Kijk de datums na.")
        place = self._place(row)
        return {
            "municipality": place,
            "seen": self.numbers.get(place, 0),
            "outcome": outcome,
            "decided_on": day.isoformat() if day else "",
            "remarks": self._words(row, "remarks", 2_000),
            "conditions": conditions,
            "council_informed_on": informed.isoformat() if informed else "",
        }

    def _place(self, row: Row) -> str:
        name = str(row.values.get("municipality") or "").strip()
        found = self.places.get(name.lower())
        if not found:
            self.says(row.where, f"“{name}” is geen gemeente die over dit plan besluit.")
        elif found in self.seen:
            self.says(row.where, f"{name} staat er twee keer in.")
        self.seen.add(found or "")
        return found or ""

    def _outcome(self, row: Row) -> str:
        given = str(row.values.get("outcome") or "").strip().lower()
        known = {key.lower(): value for value, label in Outcome.choices for key in (value, str(label))}
        if given not in known:
            self.says(
                row.where, f"De uitkomst is een van: {', '.join(str(label) for label in Outcome.labels)}."
            )
        return known.get(given, "")

    def _day(self, row: Row, name: str) -> datetime.date | None:
        try:
            day = as_day(row.values.get(name))
        except ValueError as error:
            self.says(row.where, f"“{error}” is geen datum. Schrijf 2023-12-21 of 21-12-2023.")
            return None
        try:
            if day:
                sensible(day)
        except ValidationError as error:
            self.says(row.where, " ".join(error.messages))
            return None
        return day
