"""The cells of an ODS file, read as a stream: what it claims to hold costs nothing, what it holds is counted."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

Cells = list[Any]
MOST_LETTERS = 1_000_000


class Refused(Exception):
    """A part of XML no spreadsheet needs: a document type, with what it can declare."""


class _Reader:
    """Of the first sheet: every row with something in it, by number. `take(number, cells)` may raise to stop."""

    def __init__(self, take: Callable[[int, Cells], None], most_columns: int) -> None:
        self.take, self.most_columns = take, most_columns
        self.sheets = self.number = self.skipping = 0
        self.cells: Cells = []
        self.row: dict[str, str] = {}
        self.cell: dict[str, str] | None = None
        self.text: list[str] = []
        self.paragraphs = self.letters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if tag == "table:table":
            self.sheets += 1
        if self.sheets != 1:
            return
        if self.skipping or tag == "office:annotation":
            self.skipping += 1
        elif tag == "table:table-row":
            self.row, self.cells = attributes, []
        elif name in ("table-cell", "covered-table-cell"):
            self.cell, self.text, self.paragraphs = attributes, [], 0
        elif self.cell is not None:
            self._inside(tag, attributes)

    def _inside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "text:p":
            self.text += ["\n"] if self.paragraphs else []
            self.paragraphs += 1
        elif tag == "text:s":
            self.letter(" " * min(_count(attributes, "text:c"), 1_000))
        elif tag in ("text:tab", "text:line-break"):
            self.letter("\t" if tag == "text:tab" else "\n")

    def letter(self, data: str) -> None:
        if self.cell is not None and not self.skipping and self.paragraphs:
            self.letters += len(data)
            if self.letters > MOST_LETTERS * 10:
                raise Refused
            self.text.append(data)

    def end(self, tag: str) -> None:
        if self.sheets != 1:
            return
        if self.skipping:
            self.skipping -= 1
        elif tag.rpartition(":")[2] in ("table-cell", "covered-table-cell") and self.cell is not None:
            times = _count(self.cell, "table:number-columns-repeated")
            # One more than we take is enough to see that it is too many.
            room = max(self.most_columns + 1 - len(self.cells), 0)
            self.cells += [self._value(self.cell)] * min(times, room)
            self.cell = None
        elif tag == "table:table-row":
            times = _count(self.row, "table:number-rows-repeated")
            if any(value not in (None, "") for value in self.cells):
                for number in range(self.number + 1, self.number + times + 1):
                    self.take(number, self.cells)
            self.number += times

    def _value(self, cell: dict[str, str]) -> Any:
        text = "".join(self.text)
        match cell.get("office:value-type"):
            case "date":
                return cell.get("office:date-value", text)[:10]
            case "float" | "currency" | "percentage":
                return cell.get("office:value", text)
            case "boolean":
                return "ja" if cell.get("office:boolean-value") == "true" else "nee"
            case "string":
                return text or cell.get("office:string-value", "")
        return text


def _count(attributes: dict[str, str], name: str) -> int:
    found = attributes.get(name, "1")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 9 else 1


def read_ods(content: bytes, take: Callable[[int, Cells], None], most_columns: int) -> None:
    """Give every row of the first sheet to `take`. BadZipFile, KeyError, ExpatError or Refused for what is no ODS."""
    reader = _Reader(take, most_columns)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse  # entities that grow, and files of ours: both begin here
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.letter
    parser.buffer_text = True
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("content.xml") as part:
        parser.ParseFile(part)


def _refuse(*declared: Any) -> None:
    raise Refused
