"""The chart of a kerncijfer: a line of numbers in time, dashed where it is a forecast; the table says the same."""

from dataclasses import dataclass, replace
from itertools import pairwise

from regioplan.figures.models import FigureValue, KeyFigure
from zorgzaam.ui.charts import BOTTOM, HEIGHT, LineChart, Point, line

MOST_WORDED = 3
ABOVE, BELOW = 14, 26  # from a point to the line its words stand on


@dataclass(frozen=True)
class Mark:
    """A number at a point; `anchor` and `words_y` keep its words within the picture. In a long series only the ends are
    `worded`: more would lie on each other."""

    point: Point
    forecast: bool
    anchor: str
    words_y: int
    worded: bool


@dataclass(frozen=True)
class FigureChart:
    """`told` is the path of what was counted, `expected` that of what is expected; either may be ""."""

    chart: LineChart
    marks: list[Mark]
    told: str
    expected: str


def chart_of(figure: KeyFigure) -> FigureChart | None:
    """The chart of a series; None below two numbers, for which a sentence is enough."""
    values = figure.series
    if len(values) < 2:
        return None
    rows = [(value.starts_on, value.when, value.value, value.source.title) for value in values]
    drawn = line(figure.name, figure.unit, rows)  # type: ignore[arg-type]
    points = [
        replace(point, label=figure.amount_of(value))
        for point, value in zip(drawn.points, values, strict=True)
    ]
    marks = [_mark(points, index, values[index].forecast) for index in range(len(points))]
    return FigureChart(
        replace(drawn, points=points, description=_told(figure, values)),
        marks,
        _path(marks, forecast=False),
        _path(marks, forecast=True),
    )


def _mark(points: list[Point], index: int, forecast: bool) -> Mark:
    """A point with its words above it, or below it where the line goes up from there."""
    point, last = points[index], len(points) - 1
    rises = index < last and points[index + 1].y < point.y
    y = point.y + BELOW if rises and point.y + BELOW < HEIGHT - BOTTOM else point.y - ABOVE
    anchor = "start" if not index else "end" if index == last else "middle"
    return Mark(point, forecast, anchor, y, index in (0, last) or len(points) <= MOST_WORDED)


def _path(marks: list[Mark], *, forecast: bool) -> str:
    """The stretches that lead to what was counted, or to what is expected; "" without any."""
    steps: list[str] = []
    drawn_until = None
    for begin, end in pairwise(marks):
        if end.forecast is forecast:
            if begin is not drawn_until:
                steps.append(f"M{begin.point.x} {begin.point.y}")
            steps.append(f"L{end.point.x} {end.point.y}")
            drawn_until = end
    return " ".join(steps)


def _told(figure: KeyFigure, values: list[FigureValue]) -> str:
    """The chart in one sentence, for who cannot see it."""
    parts = [
        f"{value.when}: {figure.amount_of(value)}{' (verwachting)' if value.forecast else ''}"
        for value in values
    ]
    return f"{figure.name}. {'; '.join(parts)}."
