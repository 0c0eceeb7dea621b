"""The matrix of municipalities and plans as a picture; the table behind it says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from partners.regions.models import Municipality
from regioplan.approvals.stand import SORTS, WITH_CONDITIONS, Cell, Sort, Stand
from zorgzaam.ui.measure import clip, wrap

# In pixels; the letters are the sizes of the style sheet.
NAMES, COLUMN, ROW, HEAD, LETTERS = 170, 184, 44, 76, 16


@dataclass(frozen=True)
class Knob:
    """What one municipality did with one plan: a circle at (x, y) with a sign, and the words behind it."""

    x: int
    y: int
    look: str
    sign: str
    words: str
    ringed: bool = False  # a second line around it: a yes with conditions


@dataclass(frozen=True)
class Line:
    y: int
    name: str
    url: str
    knobs: list[Knob]


@dataclass(frozen=True)
class Matrix:
    """`heads`: per plan x, and lines of its name as (y, words); `legend`: every sort there can be, and whether it has a
    second line around it."""

    width: int
    height: int
    heads: list[tuple[int, list[tuple[int, str]]]]
    lines: list[Line]
    legend: list[tuple[Sort, bool]]


def municipalities_of(stands: Sequence[Stand]) -> list[Municipality]:
    """Every municipality in these stands once, by name."""
    found = {cell.municipality.pk: cell.municipality for stand in stands for cell in stand.cells}
    return sorted(found.values(), key=lambda one: one.name)


def matrix(stands: Sequence[Stand]) -> Matrix:
    """Where everything goes, in whole pixels: a column per plan, a row per municipality."""
    shown = [stand for stand in stands if stand.cells]
    places = municipalities_of(shown)
    heads = [(_x(index), _head(stand)) for index, stand in enumerate(shown)]
    lines = [_line(index, one, shown) for index, one in enumerate(places)]
    legend = [(sort, key == WITH_CONDITIONS) for key, sort in SORTS.items()]
    return Matrix(NAMES + COLUMN * len(shown), HEAD + ROW * len(places), heads, lines, legend)


def rows(stands: Sequence[Stand]) -> list[tuple[Municipality, list[tuple[Stand, Cell | None]]]]:
    """The same as a table: per municipality its cell for every plan, None where the plan does not apply."""
    shown = [stand for stand in stands if stand.cells]
    return [(one, [(stand, stand.of(one.pk)) for stand in shown]) for one in municipalities_of(shown)]


def _x(column: int) -> int:
    return NAMES + COLUMN * column + COLUMN // 2


def _head(stand: Stand) -> list[tuple[int, str]]:
    """The name of the plan on at most two lines, and below it which version."""
    lines = wrap(stand.plan.short_name, COLUMN - 12, LETTERS, most=2)
    if stand.version:
        lines = [*lines, clip(stand.version.name, COLUMN - 12, LETTERS)]
    return [(20 + 20 * index, line) for index, line in enumerate(lines)]


def _line(row: int, municipality: Municipality, shown: Sequence[Stand]) -> Line:
    y = HEAD + ROW * row + ROW // 2
    knobs = [
        Knob(
            _x(column),
            y,
            cell.look,
            SORTS[cell.sort].sign,
            f"{stand.plan.short_name}, {municipality}: {cell.words}",
            cell.sort == WITH_CONDITIONS,
        )
        for column, stand in enumerate(shown)
        if (cell := stand.of(municipality.pk)) is not None
    ]
    return Line(y, clip(municipality.name, NAMES - 24, LETTERS), municipality.get_absolute_url(), knobs)
