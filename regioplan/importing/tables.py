"""From a file to rows: YAML and Excel give the same list, with the place of each row in words a person can find."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from openpyxl import load_workbook

MOST_ROWS, MOST_BYTES = 2_000, 10_000_000
# An Excel file is a zip: a small one can unpack to more than memory holds.
MOST_UNPACKED = 100_000_000
# The name of a column or key in a file -> the name of a field here.
TEXT = {
    "niveau": "level",
    "nummer": "code",
    "kop": "heading",
    "tekst": "text",
    "themas": "themes",
    "thema's": "themes",
    "opgaven": "tasks",
}
DECISIONS = {
    "gemeente": "municipality",
    "uitkomst": "outcome",
    "besloten op": "decided_on",
    "opmerkingen": "remarks",
    "voorwaarden": "conditions",
    "raad geïnformeerd op": "council_informed_on",
    "raad geinformeerd op": "council_informed_on",
}
SHEETS = {"hoofdstukken": TEXT, "besluiten": DECISIONS}
UNDER = "paragrafen"


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where in the file."""

    where: str
    why: str


@dataclass(frozen=True)
class Row:
    """One row: where it stands, and its values by field."""

    where: str
    values: dict[str, Any]


Tables = dict[str, list[Row]]


class Unreadable(Exception):
    """The file as a whole cannot be read; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].why)
        self.problems = list(problems)


def read_tables(name: str, content: bytes) -> Tables:
    """The rows of a file under "hoofdstukken" and "besluiten". Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem(name, "Het bestand is te groot (hoogstens 10 MB)."))
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "xlsx":
        tables = _from_excel(name, content)
    elif ending in ("yaml", "yml"):
        tables = _from_yaml(name, content)
    else:
        raise Unreadable(Problem(name, "Kies een bestand dat eindigt op .yaml of .xlsx."))
    if not any(tables.values()):
        raise Unreadable(Problem(name, "Er staan geen hoofdstukken of besluiten in."))
    if sum(len(rows) for rows in tables.values()) > MOST_ROWS:
        raise Unreadable(Problem(name, f"Er staan te veel rijen in (hoogstens {MOST_ROWS})."))
    return tables


# ---------------------------------------------------------------- YAML
class _NoAliases(yaml.SafeLoader):
    """Plain YAML: a reference to another part could make a small file endless."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("verwijzingen (*naam) kunnen niet")
        return super().compose_node(parent, index)


def _from_yaml(name: str, content: bytes) -> Tables:
    try:
        data = yaml.load(content.decode("utf-8"), _NoAliases)  # noqa: S506 - a SafeLoader, made stricter
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"regel {mark.line + 1}" if mark else name
        raise Unreadable(Problem(where, "Dit is geen geldige YAML.")) from error
    if not isinstance(data, dict):
        raise Unreadable(Problem(name, "Begin met “hoofdstukken:” of “besluiten:”."))
    if unknown := [str(key) for key in data if key not in SHEETS]:
        raise Unreadable(*(Problem(key, "Dit deel kennen we niet.") for key in unknown))
    return {
        "hoofdstukken": list(_nested(data.get("hoofdstukken"), 1, "hoofdstuk")),
        "besluiten": list(_plain(data.get("besluiten"))),
    }


def _nested(records: Any, level: int, where: str) -> Iterator[Row]:
    for number, record in enumerate(_listed(records, where), start=1):
        here = f"{where} {number}"
        if not isinstance(record, dict):
            raise Unreadable(Problem(here, "Hier hoort een kop met een tekst te staan."))
        fields = {key: value for key, value in record.items() if key != UNDER}
        yield Row(here, {**_named(fields, TEXT, here), "level": level})
        if level > 3:
            raise Unreadable(Problem(here, "Dieper dan drie niveaus kan niet."))
        yield from _nested(record.get(UNDER), level + 1, f"{here}, paragraaf")


def _plain(records: Any) -> Iterator[Row]:
    for number, record in enumerate(_listed(records, "besluit"), start=1):
        here = f"besluit {number}"
        if not isinstance(record, dict):
            raise Unreadable(Problem(here, "Hier hoort een gemeente met een uitkomst te staan."))
        yield Row(here, _named(record, DECISIONS, here))


def _listed(records: Any, where: str) -> list[Any]:
    if records is None:
        return []
    if not isinstance(records, list):
        raise Unreadable(Problem(where, "Hier hoort een lijst te staan."))
    return records


def _named(record: dict[Any, Any], names: dict[str, str], where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in record.items():
        field = names.get(str(key).strip().lower().replace("_", " "))
        if field is None:
            raise Unreadable(Problem(where, f"“{key}” kennen we niet. Bekend zijn: {', '.join(names)}."))
        found[field] = value
    return found


# ---------------------------------------------------------------- Excel
def _from_excel(name: str, content: bytes) -> Tables:
    try:
        _refuse_pile(name, content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = {sheet.title.strip().lower(): _lines(sheet) for sheet in book.worksheets}
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken zip or a strange sheet makes of it
        raise Unreadable(Problem(name, "Dit is geen leesbaar Excel-bestand (.xlsx).")) from error
    if not sheets.keys() & SHEETS.keys():
        raise Unreadable(Problem(name, "Noem een werkblad “hoofdstukken” of “besluiten”."))
    return {title: list(_sheet(sheets.get(title, []), title)) for title in SHEETS}


def _refuse_pile(name: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise Unreadable(Problem(name, "Uitgepakt is dit bestand te groot."))


def _lines(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=20, values_only=True))


def _sheet(lines: list[tuple[Any, ...]], title: str) -> Iterator[Row]:
    head = [str(cell).strip() if cell is not None else "" for cell in (lines[0] if lines else ())]
    for number, line in enumerate(lines[1:], start=2):
        where = f"werkblad {title}, rij {number}"
        cells = {key: value for key, value in zip(head, line, strict=False) if key and value is not None}
        if any(str(value).strip() for value in cells.values()):
            yield Row(where, _named(cells, SHEETS[title], where))


def as_day(value: Any) -> datetime.date | None:
    """A day from a cell or a text like 2023-12-21 or 21-12-2023; None when empty. ValueError otherwise."""
    if value in (None, ""):
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(text)
