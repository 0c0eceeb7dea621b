"""A file to begin with, in the words the reader knows and with names that exist here: it can be read as it is."""

import io
from typing import Any

import yaml
from openpyxl import Workbook

from regioplan.approvals.models import Outcome
from regioplan.importing.tables import DECISIONS, TEXT, UNDER
from regioplan.plans.models import PlanVersion
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme

Record = dict[str, Any]
KINDS = {
    "yaml": "application/yaml; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sample(version: PlanVersion, kind: str) -> bytes:
    """A small file of a kind (see KINDS) for this version: chapters while it can be written in, and a decision where
    municipalities decide."""
    chapters = _chapters() if version.is_open else []
    decisions = _decisions(version)
    return _as_yaml(chapters, decisions) if kind == "yaml" else _as_excel(chapters, decisions)


def _column(names: dict[str, str], field: str) -> str:
    """How a field is called in a file: the last name is the one people write."""
    return [name for name, each in names.items() if each == field][
        0 if field == "council_informed_on" else -1
    ]


def _chapters() -> list[Record]:
    theme = Theme.objects.order_by("-generation__starts_on", "number").first()
    leading = TransformationTask.objects.filter(task_list=TaskList.objects.leading())
    task = leading.order_by("number").first()
    first = {"level": 1, "code": "1", "heading": "Waar we staan", "text": "Schrijf hier de tekst."}
    second = {"level": 2, "code": "1.1", "heading": "De cijfers", "text": "Een stuk onder het hoofdstuk."}
    about = {"themes": theme.name if theme else "", "tasks": task.title if task else ""}
    return [{**first, **about}, second, {"level": 1, "code": "2", "heading": "Wat we doen", "text": ""}]


def _decisions(version: PlanVersion) -> list[Record]:
    places = version.plan.municipalities(version.day) if version.plan.needs_decisions else []
    return [
        {"municipality": place.name, "outcome": str(Outcome.PROPOSAL.label), "remarks": ""}
        for place in places[:1]
    ]


def _as_yaml(chapters: list[Record], decisions: list[Record]) -> bytes:
    found: Record = {}
    for row in chapters:
        told = {_column(TEXT, name): value for name, value in row.items() if value and name != "level"}
        if row["level"] == 1:
            found.setdefault("hoofdstukken", []).append(told)
        else:
            found["hoofdstukken"][-1].setdefault(UNDER, []).append(told)
    if decisions:
        found["besluiten"] = [
            {_column(DECISIONS, name): value for name, value in row.items()} for row in decisions
        ]
    return yaml.safe_dump(found, allow_unicode=True, sort_keys=False).encode()


def _as_excel(chapters: list[Record], decisions: list[Record]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, names, rows in (("hoofdstukken", TEXT, chapters), ("besluiten", DECISIONS, decisions)):
        if rows:
            _sheet(book, title, names, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, title: str, names: dict[str, str], rows: list[Record]) -> None:
    fields = list(dict.fromkeys(names.values()))
    sheet = book.create_sheet(title)
    sheet.append([_column(names, field) for field in fields])
    for row in rows:
        sheet.append([row.get(field) for field in fields])
