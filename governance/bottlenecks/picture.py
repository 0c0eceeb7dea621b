"""The board as a picture: a staircase, a step per level, with how many are open there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from governance.bottlenecks.models import LADDER, Bottleneck, Kind, Level
from zorgzaam.standing import Reader

WIDTH, GAP, BASE, RISE = 352, 8, 142, 30


@dataclass(frozen=True)
class Stair:
    """One level: the counts, and its place in the picture in whole pixels."""

    level: Level
    bottlenecks: int
    successes: int
    closed: int
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def top(self) -> int:
        """The baseline of the number on it."""
        return self.y + 24


@dataclass(frozen=True)
class Stairs:
    steps: list[Stair]
    width: int = WIDTH
    height: int = BASE + 24

    @property
    def words(self) -> str:
        """The picture in one sentence."""
        parts = [f"{step.level.label} {step.bottlenecks}" for step in self.steps]
        return f"Open knelpunten per niveau, van laag naar hoog: {', '.join(parts)}."

    @property
    def is_empty(self) -> bool:
        return not any(step.bottlenecks + step.successes + step.closed for step in self.steps)


def stairs_for(reader: Reader) -> Stairs:
    """What this reader may know of, counted per level; one query."""
    is_open = Q(closed_at__isnull=True)
    counted = Bottleneck.objects.filter(pk__in=Bottleneck.objects.visible_to(reader).values("pk")).order_by()
    rows = counted.values("level").annotate(
        bottlenecks=Count("pk", filter=is_open & Q(kind=Kind.BOTTLENECK)),
        successes=Count("pk", filter=is_open & Q(kind=Kind.SUCCESS)),
        closed=Count("pk", filter=~is_open),
    )
    found = {row["level"]: row for row in rows}
    return Stairs([_stair(number, level, found.get(level, {})) for number, level in enumerate(LADDER)])


def _stair(number: int, level: Level, row: Mapping[str, Any]) -> Stair:
    wide = (WIDTH - GAP * (len(LADDER) - 1)) // len(LADDER)
    height = 44 + RISE * number
    counts = (row.get("bottlenecks", 0), row.get("successes", 0), row.get("closed", 0))
    return Stair(level, *counts, x=number * (wide + GAP), y=BASE - height, width=wide, height=height)
