"""From a file to rows: YAML and Excel give the same list, with the place of each row in words a person can find."""

import io
from collections.abc import Iterator
from typing import Any

import yaml
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

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

EXCEL_ROWS = 1_048_576
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


Tables = dict[str, list[Row]]


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
class _Wrong(yaml.MarkedYAMLError):
    """YAML, but not of ours; `problem` is a sentence for who made the file."""


class _Strict(yaml.SafeLoader):
    """Plain YAML: a reference to another part could make a small file endless."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("verwijzingen (*naam) kunnen niet")
        return super().compose_node(parent, index)


def _mapping(loader: _Strict, node: yaml.MappingNode) -> Any:
    """Every key once: of two, plain YAML would silently keep the last."""
    seen: set[str] = set()
    for key, _ in node.value:
        if str(key.value) in seen:
            twice = str(key.value).encode(errors="replace").decode()
            raise _Wrong(problem=f"“{twice}” staat er twee keer.", problem_mark=key.start_mark)
        seen.add(str(key.value))
    return loader.construct_yaml_map(node)


def _words(loader: _Strict, node: yaml.ScalarNode) -> str:
    """A text that can be kept; a number is taken as it is written: paragraph 1.10 is not 1.1."""
    text = str(loader.construct_scalar(node))
    if not is_readable(text):
        raise _Wrong(problem=UNREADABLE, problem_mark=node.start_mark)
    return text


_Strict.add_constructor("tag:yaml.org,2002:map", _mapping)
for _kind in ("str", "int", "float"):
    _Strict.add_constructor(f"tag:yaml.org,2002:{_kind}", _words)


def _from_yaml(name: str, content: bytes) -> Tables:
    try:
        data = yaml.load(content.decode("utf-8"), _Strict)  # noqa: S506 - a SafeLoader, made stricter
    except (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"regel {mark.line + 1}" if mark else name
        why = str(error.problem) if isinstance(error, _Wrong) else "Dit is geen geldige YAML."
        raise Unreadable(Problem(where, why)) from error
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
        if field in found:
            raise Unreadable(Problem(where, f"“{key}” staat er twee keer."))
        found[field] = value
    return found


# ---------------------------------------------------------------- Excel
def _from_excel(name: str, content: bytes) -> Tables:
    try:
        refuse_pile(name, content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        titles = {sheet.title.strip().lower(): sheet for sheet in book.worksheets}
        sheets = {title: _lines(titles[title], title) for title in SHEETS if title in titles}
        if sheets:
            _refuse_unknown(book.worksheets)
    except Unreadable:
        raise
    except Exception as error:  # whatever a broken zip or a strange sheet makes of it
        raise Unreadable(Problem(name, "Dit is geen leesbaar Excel-bestand (.xlsx).")) from error
    if not sheets:
        raise Unreadable(Problem(name, "Noem een werkblad “hoofdstukken” of “besluiten”."))
    return {title: list(_sheet(sheets.get(title, []), title)) for title in SHEETS}


def _refuse_unknown(sheets: list[Any]) -> None:
    """Raises Unreadable for a sheet of another name with something on it: nothing is dropped unsaid."""
    for sheet in sheets:
        if sheet.title.strip().lower() in SHEETS:
            continue
        sheet.reset_dimensions()
        if any(value is not None for line in sheet.iter_rows(values_only=True) for value in line):
            why = f"Dit werkblad kennen we niet. Bekend zijn: {', '.join(SHEETS)}."
            raise Unreadable(Problem(f"werkblad {sheet.title}", why))


def _lines(sheet: Any, title: str) -> list[tuple[Any, ...]]:
    """The rows up to the most we take. Raises Unreadable where there is something beyond: nothing is dropped unsaid."""
    sheet.reset_dimensions()  # a file may claim any size; what counts is what is in it
    lines = []
    cells = sheet.iter_rows(max_row=EXCEL_ROWS, max_col=MOST_COLUMNS + 1, values_only=True)
    for number, line in enumerate(cells, start=1):
        if number > MOST_ROWS + 1 and any(value is not None for value in line):
            why = f"Hier staat nog iets. We lezen hoogstens {MOST_ROWS} rijen."
            raise Unreadable(Problem(_row(title, number), why))
        if any(value is not None for value in line[MOST_COLUMNS:]):
            why = f"Er staan te veel kolommen in (hoogstens {MOST_COLUMNS})."
            raise Unreadable(Problem(_row(title, number), why))
        if number <= MOST_ROWS + 1:
            lines.append(line)
    return lines


def _row(title: str, number: int) -> str:
    return f"werkblad {title}, rij {number}"


def _sheet(lines: list[tuple[Any, ...]], title: str) -> Iterator[Row]:
    head = [str(cell).strip() if cell is not None else "" for cell in (lines[0] if lines else ())]
    if twice := [name for place, name in enumerate(head) if name and name in head[:place]]:
        raise Unreadable(Problem(_row(title, 1), f"“{twice[0]}” staat er twee keer."))
    for number, line in enumerate(lines[1:], start=2):
        where = _row(title, number)
        cells = {place: value for place, value in enumerate(line) if value is not None and str(value).strip()}
        if loose := [place for place in cells if not "".join(head[place : place + 1])]:
            why = f"In kolom {get_column_letter(loose[0] + 1)} staat iets, maar die kolom heeft geen kop."
            raise Unreadable(Problem(where, why))
        if cells:
            yield Row(where, _named({head[place]: cells[place] for place in cells}, SHEETS[title], where))
