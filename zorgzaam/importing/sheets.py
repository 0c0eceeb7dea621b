"""A list in a file, whatever the file is: CSV, XLSX and ODS give the same rows, under the headings of the first."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from zorgzaam.exports import as_it_was
from zorgzaam.importing.opendocument import read_ods
from zorgzaam.importing.rows import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    UNREADABLE,
    Problem,
    Row,
    Unreadable,
    is_readable,
    refuse_pile,
)

ENDINGS = ("csv", "xlsx", "ods")
CALLED = {"csv": "een CSV-bestand", "xlsx": "een Excel-bestand (.xlsx)", "ods": "een ODS-bestand"}
LONGEST = 5_000  # letters in one cell
TITLES = 10  # lines above the headings, in a file of somebody else's tool
Line = tuple[int, list[str]]


def read_list(name: str, content: bytes, columns: Mapping[str, str]) -> tuple[list[str], list[Row]]:
    """The fields the file has a column for, and its rows with values as texts (a day as 2024-11-27).

    `columns` are the headings we know, in small letters -> the name of a field. Cells of files of ours come back as
    they were before formulas were made harmless. Raises Unreadable (Dutch) for a file that cannot be read.
    """
    lines = _lines(name, content)
    fields, problems = _fields(lines[0], columns)
    rows = [_row(number, cells, fields) for number, cells in lines[1:]]
    if not rows:
        raise Unreadable(*problems, Problem(name, "Onder de koppen staat niets."))
    found = [field for field in fields.values() if field], rows
    if problems:
        raise Unreadable(*problems, rest=found)
    return found


@dataclass(frozen=True)
class Foreign:
    """What was read of a file of somebody else's tool. `others`: the columns that were left out, by their headings."""

    fields: list[str]
    rows: list[Row]
    others: list[str]


def read_foreign(name: str, content: bytes, columns: Mapping[str, str]) -> Foreign:
    """As `read_list`, of a file that was not made for us: columns and lines above the headings that we do not know are
    left out. Raises Unreadable (Dutch) for a file that cannot be read, and where one field has two columns."""
    lines = _lines(name, content, columns)
    top = next((at for at, line in enumerate(lines[:TITLES]) if _is_head(line[1], columns)), 0)
    known = {place: columns.get(_called(cell)) for place, cell in enumerate(lines[top][1])}
    _, problems = _fields(
        (lines[top][0], [cell if known[at] else "" for at, cell in enumerate(lines[top][1])]), columns
    )
    if problems:
        raise Unreadable(*problems)
    found = {place: known.get(place) for line in lines for place in range(len(line[1]))}
    rows = [_row(number, cells, found) for number, cells in lines[top + 1 :]]
    if not rows:
        raise Unreadable(Problem(name, "Onder de koppen staat niets."))
    others = [cell for place, cell in enumerate(lines[top][1]) if cell and not known[place]]
    return Foreign([field for field in known.values() if field], rows, others)


def _is_head(cells: list[str], columns: Mapping[str, str]) -> bool:
    return any(_called(cell) in columns for cell in cells)


def _called(cell: str) -> str:
    """A heading as it is looked up."""
    return " ".join(cell.lower().replace("_", " ").split())


def _lines(name: str, content: bytes, columns: Mapping[str, str] | None = None) -> list[Line]:
    """Every line that is not empty; of a CSV whose headings stand lower the separator is that of those headings."""
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem(name, "Het bestand is te groot (hoogstens 10 MB)."))
    kind = _kind(name, content)
    found = list(_from_csv(name, content, columns or {}) if kind == "csv" else _READERS[kind](name, content))
    if not found:
        raise Unreadable(Problem(name, "Er staat niets in dit bestand."))
    return found


def _kind(name: str, content: bytes) -> str:
    """By what is in it. A file that says something else in its name is refused: then somebody is mistaken."""
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in ENDINGS:
        raise Unreadable(Problem(name, "Kies een bestand dat eindigt op .csv, .xlsx of .ods."))
    found = _of_zip(name, content) if content.startswith(b"PK") else "csv"
    if found != ending:
        why = f"De naam eindigt op .{ending}, maar dit is {CALLED[found]}. Sla het bestand opnieuw op."
        if found == "csv":
            why = f"Dit is geen leesbaar bestand van het soort .{ending}. Sla het opnieuw op."
        raise Unreadable(Problem(name, why))
    return found


def _of_zip(name: str, content: bytes) -> str:
    try:
        refuse_pile(name, content)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(Problem(name, "Dit bestand is beschadigd.")) from error
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "content.xml" in parts:
        return "ods"
    raise Unreadable(Problem(name, "Dit is een ingepakt bestand, en geen lijst. Kies .csv, .xlsx of .ods."))


# ---------------------------------------------------------------- CSV
def _from_csv(name: str, content: bytes, columns: Mapping[str, str]) -> Iterator[Line]:
    text = _decoded(name, content)
    first = text.split("\n", TITLES)[:TITLES]
    heads = (
        line for line in first if _is_head([cell.strip(' "\r') for cell in re.split("[;,\t]", line)], columns)
    )
    head = next(heads, first[0])
    # What the headings are separated by; a comma may well stand in a name.
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield from _counted(name, number, [as_it_was(cell.strip()) for cell in cells])
    except csv.Error as error:
        why = "Deze regel is geen goede CSV. Staat er een aanhalingsteken te veel of te weinig?"
        raise Unreadable(Problem(_where(number + 1), why)) from error


def _decoded(name: str, content: bytes) -> str:
    """UTF-8, with or without its mark; else as Windows in Western Europe writes it."""
    if b"\x00" in content:
        why = "Dit is geen leesbare tekst. Sla het bestand op als “CSV UTF-8”."
        raise Unreadable(Problem(name, why))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Problem(name, "Dit is geen leesbare tekst. Sla het bestand op als “CSV UTF-8”."))


# ---------------------------------------------------------------- XLSX and ODS
def _from_xlsx(name: str, content: bytes) -> Iterator[Line]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a file may claim any size; what counts is what is in it
        cells = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        found = [
            line
            for number, values in enumerate(cells, start=1)
            # One stray cell at the bottom of a sheet comes after a million empty rows.
            if values.count(None) < len(values)
            for line in _counted(name, number, [as_it_was(_text(value)) for value in values])
        ]
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken zip or a strange sheet makes of it
        raise Unreadable(Problem(name, "Dit is geen leesbaar Excel-bestand (.xlsx).")) from error
    yield from found


def _from_ods(name: str, content: bytes) -> Iterator[Line]:
    found: list[Line] = []

    def take(number: int, cells: list[Any]) -> None:
        found.extend(_counted(name, number, [as_it_was(_text(value)) for value in cells]))

    try:
        read_ods(content, take, MOST_COLUMNS)
    except Unreadable:
        raise
    except Exception as error:  # as above
        raise Unreadable(Problem(name, "Dit is geen leesbaar ODS-bestand.")) from error
    yield from found


def _text(value: Any) -> str:
    """A cell as its reader sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


_READERS: dict[str, Callable[[str, bytes], Iterable[Line]]] = {
    "xlsx": _from_xlsx,
    "ods": _from_ods,
}


# ---------------------------------------------------------------- for all of them
def _counted(name: str, number: int, cells: list[str]) -> Iterator[Line]:
    """The line, unless it is empty. Raises Unreadable for one too many, too wide or not to be kept."""
    if not any(cells):
        return
    if number > MOST_ROWS + 1:
        raise Unreadable(
            Problem(_where(number), f"We lezen hoogstens {MOST_ROWS} rijen. Splits het bestand.")
        )
    if any(cells[MOST_COLUMNS:]):
        raise Unreadable(Problem(_where(number), f"Er staan te veel kolommen in (hoogstens {MOST_COLUMNS})."))
    for place, cell in enumerate(cells):
        if len(cell) > LONGEST:
            raise Unreadable(
                Problem(_where(number, place), f"Deze tekst is te lang (hoogstens {LONGEST} tekens).")
            )
        if not is_readable(cell):
            raise Unreadable(Problem(_where(number, place), UNREADABLE))
    yield number, cells


def _where(number: int, place: int | None = None) -> str:
    return f"rij {number}" if place is None else f"rij {number}, kolom {get_column_letter(place + 1)}"


def _fields(line: Line, columns: Mapping[str, str]) -> tuple[dict[int, str | None], list[Problem]]:
    """Place -> field, of the headings: "" under no heading, None under one that is a problem; and those problems."""
    number, head = line
    found: dict[int, str | None] = {}
    problems = []
    known = ", ".join(dict.fromkeys(columns))
    for place, cell in enumerate(head):
        called = _called(cell)
        found[place] = columns.get(called, "")
        why = ""
        if called and called not in columns:
            why = f"De kolom “{cell[:60]}” kennen we niet. Bekend zijn: {known}."
        elif found[place] and list(found.values()).count(found[place]) > 1:
            why = f"De kolom “{cell}” staat er twee keer."
        if why:
            problems.append(Problem(_where(number, place), why))
            found[place] = None
    return found, problems


def _row(number: int, cells: list[str], fields: Mapping[int, str | None]) -> Row:
    for place, cell in enumerate(cells):
        if cell and fields.get(place, "") == "":
            raise Unreadable(
                Problem(_where(number, place), "Hier staat iets, maar deze kolom heeft geen kop.")
            )
    values = {field: "" for field in fields.values() if field}
    values.update({field: cell for place, cell in enumerate(cells) if (field := fields.get(place))})
    return Row(f"rij {number}", values)
