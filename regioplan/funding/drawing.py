"""The picture of money per year: a bar per year, stacked by instrument, in whole pixels; the table says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from zorgzaam.ui.money import euros

WIDTH, LEFT, RIGHT = 640, 64, 132
TOP, PITCH, BAR = 12, 52, 34
SHADES = 6  # classes in the style sheet; after these the words alone tell parts apart
ROOM_FOR_LETTER = 18


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Row(Protocol):
    @property
    def year(self) -> int: ...
    @property
    def sums(self) -> list[Decimal | None]: ...
    @property
    def total(self) -> Decimal: ...


@dataclass(frozen=True)
class Part:
    """A piece of a bar: its instrument by letter, its shade from 1, its words."""

    letter: str
    shade: int
    x: int
    width: int
    words: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def has_room(self) -> bool:
        return self.width >= ROOM_FOR_LETTER


@dataclass(frozen=True)
class Bar:
    year: int
    y: int
    parts: list[Part]
    end: int
    total: str


@dataclass(frozen=True)
class Bars:
    """`key` are (letter, shade, name) of the instruments, in the order of the columns of the table."""

    bars: list[Bar]
    key: list[tuple[str, int, str]]
    height: int
    description: str
    width: int = WIDTH
    left: int = LEFT
    thick: int = BAR


def letter(index: int) -> str:
    """A, B, ... Z, AA, AB: the sign of an instrument in the picture."""
    first, rest = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + rest)


def bars(rows: Sequence[Row], instruments: Sequence[Named]) -> Bars:
    """A bar per year, oldest first, all in one scale."""
    highest = max((row.total for row in rows), default=Decimal(0)) or Decimal(1)
    drawn = [_bar(index, row, instruments, highest) for index, row in enumerate(rows)]
    key = [(letter(index), index % SHADES + 1, one.name) for index, one in enumerate(instruments)]
    return Bars(drawn, key, TOP + PITCH * len(rows), _told(rows))


def _bar(index: int, row: Row, instruments: Sequence[Named], highest: Decimal) -> Bar:
    parts, so_far = [], Decimal(0)
    for number, (amount, one) in enumerate(zip(row.sums, instruments, strict=True)):
        if amount:
            start = _x(so_far, highest)
            so_far += amount
            words = f"{row.year}, {one.name}: {euros(amount)}"
            shade = number % SHADES + 1
            parts.append(Part(letter(number), shade, start, max(1, _x(so_far, highest) - start), words))
    return Bar(row.year, TOP + PITCH * index, parts, _x(so_far, highest), euros(row.total))


def _x(amount: Decimal, highest: Decimal) -> int:
    return LEFT + round(float(amount / highest) * (WIDTH - LEFT - RIGHT))


def _told(rows: Sequence[Row]) -> str:
    said = ", ".join(f"{row.year} {euros(row.total)}" for row in rows)
    return f"Bedragen die wij kennen, per jaar: {said}. De tabel noemt ze per geldstroom."
