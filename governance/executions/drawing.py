"""How far the carrying out is, as one bar: worked out in whole units, written as SVG by a template, with its table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from governance.executions.models import Execution, ExecutionState

WIDTH, HEIGHT = 600, 36
LATE = "te-laat"
# (key, words, colour of the part, colour of the figure on it); the order in which the parts stand.
PARTS = (
    (ExecutionState.DONE.value, "gedaan", "#1f7f4b", "#ffffff"),
    (ExecutionState.ACCEPTED.value, "toegezegd", "#2d6cb5", "#ffffff"),
    (ExecutionState.ASKED.value, "wacht op antwoord", "#cfd4d9", "#231a12"),
    (LATE, "te laat", "#e8762b", "#231a12"),
    (ExecutionState.DECLINED.value, "niet toegezegd", "#6b737b", "#ffffff"),
)


@dataclass(frozen=True)
class Part:
    """`count` questions of one sort, drawn from `x`, `width` wide."""

    key: str
    words: str
    count: int
    x: int
    width: int
    fill: str
    ink: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    """All questions as parts of one bar; `total` of them."""

    parts: list[Part]
    total: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def description(self) -> str:
        said = ", ".join(f"{part.count} {part.words}" for part in self.parts)
        return f"Van {self.total} gevraagd: {said}."


def bar_of(rows: Iterable[Execution]) -> Bar | None:
    """The bar of some questions; None when there are none. What is taken back is not counted."""
    counts = Counter(_sort(row) for row in rows if row.state != ExecutionState.WITHDRAWN)
    return bar(counts) if counts else None


def _sort(row: Execution) -> str:
    return LATE if row.is_overdue else row.state


def bar(counts: Counter[str]) -> Bar:
    """Parts in their order; the last one ends at the full width."""
    total, parts, passed = sum(counts.values()), [], 0
    for key, words, fill, ink in PARTS:
        count = counts[key]
        if count:
            x, end = round(WIDTH * passed / total), round(WIDTH * (passed + count) / total)
            parts.append(Part(key, words, count, x, end - x, fill, ink))
            passed += count
    return Bar(parts, total)
