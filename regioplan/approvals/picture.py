"""The matrix of municipalities and plans as a picture; the table behind it says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from partners.regions.models import Municipality
from regioplan.approvals.stand import Cell, Stand
from zorgzaam.ui.measure import clip, wrap

# In pixels; the letters are the sizes of the style sheet.
NAMES, COLUMN, ROW, HEAD, LETTERS = 170, 184, 44, 56, 16
# What stands in a knob, so that colour is never alone.
SIGNS = {"good": "✓", "warn": "…", "bad": "✕", "busy": "→", "neutral": "?"}


@dataclass(frozen=True)
class Knob:
    """What one municipality did with one plan: a circle at (x, y) with a sign, and the words behind it."""

    x: int
    y: int
    look: str
    sign: str
    words: str


@dataclass(frozen=True)
class Line:
    y: int
    name: str
    url: str
    knobs: list[Knob]


@dataclass(frozen=True)
class Matrix:
    """`heads`: per plan x, and lines of its name as (y, words)."""

    width: int
    height: int
    heads: list[tuple[int, list[tuple[int, str]]]]
    lines: list[Line]


def municipalities_of(stands: Sequence[Stand]) -> list[Municipality]:
    """Every municipality in these stands once, by name."""
    found = {cell.municipality.pk: cell.municipality for stand in stands for cell in stand.cells}
    return sorted(found.values(), key=lambda one: one.name)


def matrix(stands: Sequence[Stand]) -> Matrix:
    """Where everything goes, in whole pixels: a column per plan, a row per municipality."""
    shown = [stand for stand in stands if stand.cells]
    places = municipalities_of(shown)
    heads = [(_x(index), _head(stand.plan.short_name)) for index, stand in enumerate(shown)]
    lines = [_line(index, one, shown) for index, one in enumerate(places)]
    return Matrix(NAMES + COLUMN * len(shown), HEAD + ROW * len(places), heads, lines)


def rows(stands: Sequence[Stand]) -> list[tuple[Municipality, list[tuple[Stand, Cell | None]]]]:
    """The same as a table: per municipality its cell for every plan, None where the plan does not apply."""
    shown = [stand for stand in stands if stand.cells]
    return [(one, [(stand, stand.of(one.pk)) for stand in shown]) for one in municipalities_of(shown)]


def _x(column: int) -> int:
    return NAMES + COLUMN * column + COLUMN // 2


def _head(name: str) -> list[tuple[int, str]]:
    return [(20 + 20 * index, line) for index, line in enumerate(wrap(name, COLUMN - 12, LETTERS, most=2))]


def _line(row: int, municipality: Municipality, shown: Sequence[Stand]) -> Line:
    y = HEAD + ROW * row + ROW // 2
    knobs = [
        Knob(
            _x(column),
            y,
            cell.look,
            SIGNS[cell.look],
            f"{stand.plan.short_name}, {municipality}: {cell.words}",
        )
        for column, stand in enumerate(shown)
        if (cell := stand.of(municipality.pk)) is not None
    ]
    return Line(y, clip(municipality.name, NAMES - 24, LETTERS), municipality.get_absolute_url(), knobs)
