"""Charts as coordinates in whole pixels: worked out here, written as SVG by a template, the same for page and print.

Every chart carries the rows of the table behind it; the table is part of the template, never left out.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

# Drawn at the size of a phone and never much larger, so that the letters can be read there.
WIDTH, HEIGHT = 440, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 24, 44
STEPS = 4


@dataclass(frozen=True)
class Point:
    """A value at (x, y); `label` is the value in words, `when` the day in words, `origin` where it came from."""

    x: int
    y: int
    label: str
    when: str
    origin: str = ""


@dataclass(frozen=True)
class LineChart:
    """Values in time. `path` is the SVG path; `grid` are (y, label); `target` is (y, label) or None."""

    title: str
    description: str
    unit: str
    points: list[Point]
    path: str
    grid: list[tuple[int, str]]
    target: tuple[int, str] | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def number(value: Decimal | float | int) -> str:
    """A figure as people write it here: 1.250,5 (no zeros behind the comma)."""
    text = f"{Decimal(value):,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def line(
    title: str,
    unit: str,
    values: Sequence[tuple[datetime.date, str, Decimal, str]],
    *,
    target: Decimal | None = None,
) -> LineChart:
    """A line of values: (day, day in words, value, origin), oldest first; `target` is drawn as a level of its own."""
    figures = [value for _, _, value, _ in values] + ([target] if target is not None else [])
    low, high, step = _bounds(figures)
    days = [day.toordinal() for day, _, _, _ in values]
    points = [
        Point(_across(day, days), _up(value, low, high), number(value), when, origin)
        for day, (_, when, value, origin) in zip(days, values, strict=True)
    ]
    path = " ".join(f"{'L' if index else 'M'}{point.x} {point.y}" for index, point in enumerate(points))
    grid = [(_up(level, low, high), number(level)) for level in _levels(low, high, step)]
    aim = (_up(target, low, high), number(target)) if target is not None else None
    return LineChart(title, _told(points, unit, aim), unit, points, path, grid, aim)


def _bounds(figures: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """From nought, or a round figure below the lowest, to a round figure above the highest; and the step between the
    levels, a whole number of which lies between the two."""
    low = min([Decimal(0), *figures])
    high = max([Decimal(0), *figures])
    if high == low:
        high = low + 1
    step = _round_step((high - low) / STEPS)
    return _to(low / step, ROUND_FLOOR) * step, _to(high / step, ROUND_CEILING) * step, step


def _to(steps: Decimal, rounding: str) -> Decimal:
    """A whole number of steps; `//` of a Decimal goes towards nought, which leaves the highest value out."""
    return steps.to_integral_value(rounding)


def _round_step(rough: Decimal) -> Decimal:
    """1, 2 or 5 times a power of ten, at least as large as `rough`."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * times for times in (1, 2, 5, 10) if power * times >= rough)


def _levels(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    count = int((high - low) / step)
    return [low + step * index for index in range(count + 1)]


def _up(value: Decimal, low: Decimal, high: Decimal) -> int:
    room = HEIGHT - TOP - BOTTOM
    return round(HEIGHT - BOTTOM - float((value - low) / (high - low)) * room)


def _across(day: int, days: Sequence[int]) -> int:
    span = days[-1] - days[0]
    room = WIDTH - LEFT - RIGHT - 40
    return round(LEFT + 20 + (room / 2 if span == 0 else (day - days[0]) / span * room))


def _told(points: Sequence[Point], unit: str, target: tuple[int, str] | None) -> str:
    if not points:
        return "Er zijn nog geen cijfers."
    first, last = points[0], points[-1]
    said = f"Op {last.when}: {last.label} {unit}."
    if len(points) > 1:
        said = f"Van {first.label} {unit} op {first.when} naar {last.label} op {last.when}."
    return said + (f" Het streven is {target[1]} {unit}." if target else "")


# ---------------------------------------------------------------- stacked columns
@dataclass(frozen=True)
class Segment:
    """A part of a column: `count` of `kind`, drawn from y, so high."""

    kind: str
    count: int
    y: int
    height: int


@dataclass(frozen=True)
class Column:
    label: str
    x: int
    width: int
    segments: list[Segment]
    counts: list[int]

    @property
    def lines(self) -> list[str]:
        """The label as it stands below the column: what goes before the year, and the year."""
        return self.label.rsplit(" ", 1)

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class StackedChart:
    """Columns of counts. `kinds` are (key, words) from bottom to top."""

    title: str
    description: str
    kinds: list[tuple[str, str]]
    columns: list[Column]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM

    def rows(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """The table: per column its label, and (words, count) per kind."""
        words = [words for _, words in self.kinds]
        return [(column.label, list(zip(words, column.counts, strict=True))) for column in self.columns]


def stacked(
    title: str, kinds: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Mapping[str, int]]]
) -> StackedChart:
    """A column per row (label, counts per kind), oldest first; all columns in one scale."""
    highest = max((sum(counts.values()) for _, counts in rows), default=0) or 1
    room = WIDTH - LEFT - RIGHT
    pitch = room / max(len(rows), 1)
    wide = round(min(pitch * 0.7, 72))
    columns = [
        Column(
            label,
            round(LEFT + pitch * index + (pitch - wide) / 2),
            wide,
            _segments([(key, counts.get(key, 0)) for key, _ in kinds], highest),
            [counts.get(key, 0) for key, _ in kinds],
        )
        for index, (label, counts) in enumerate(rows)
    ]
    return StackedChart(title, _told_of(columns, kinds), list(kinds), columns)


def _segments(counts: Sequence[tuple[str, int]], highest: int) -> list[Segment]:
    room, below, found = HEIGHT - TOP - BOTTOM, HEIGHT - BOTTOM, []
    total = 0
    for kind, count in counts:
        total += count
        top = HEIGHT - BOTTOM - round(total / highest * room)
        if count:
            found.append(Segment(kind, count, top, below - top))
        below = top
    return found


def _told_of(columns: Sequence[Column], kinds: Sequence[tuple[str, str]]) -> str:
    if not columns:
        return "Er is nog niets te tellen."
    last = columns[-1]
    parts = [
        f"{count} {words.split(':')[0].lower()}"
        for (_, words), count in zip(kinds, last.counts, strict=True)
        if count
    ]
    return f"Laatste periode, {last.label}: {', '.join(parts) or 'geen'}. De tabel zegt het per periode."
