"""What a file that is read comes down to: rows with their place in it, in words a person can find, and problems."""

import datetime
import io
import zipfile
from dataclasses import dataclass
from typing import Any

MOST_ROWS, MOST_COLUMNS, MOST_BYTES = 2_000, 30, 10_000_000
# XLSX and ODS are zips: a small one can unpack to more than memory holds.
MOST_UNPACKED = 100_000_000
UNREADABLE = "Er staat een onleesbaar teken in."


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where in the file."""

    where: str
    why: str

    @property
    def place(self) -> str:
        """Where, to begin a sentence with; the name of a file stays as its owner writes it."""
        return f"{self.where[:1].upper()}{self.where[1:]}" if self.where.startswith("rij ") else self.where


@dataclass(frozen=True)
class Row:
    """One row: where it stands, and its values by field."""

    where: str
    values: dict[str, Any]


class Unreadable(Exception):
    """The file as a whole cannot be read; `problems` says why. `rest` are the fields and rows as they are without the
    columns that are the problem, where that is all: what is wrong in those is better told at once."""

    def __init__(self, *problems: Problem, rest: "tuple[list[str], list[Row]] | None" = None) -> None:
        super().__init__(problems[0].why)
        self.problems, self.rest = list(problems), rest


def is_readable(text: str) -> bool:
    """Whether a text can be kept: no NUL, and no half of a character, which YAML can spell."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def refuse_pile(name: str, content: bytes) -> None:
    """Raises Unreadable for a zip that unpacks to more than we hold, and BadZipFile for none."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise Unreadable(Problem(name, "Uitgepakt is dit bestand te groot."))


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
