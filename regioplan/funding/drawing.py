"""The picture of money per year: a bar per year, stacked by instrument, in whole pixels; the table says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from zorgzaam.ui.money import euros

WIDE, NARROW = 960, 340  # on a screen, and on a phone: drawn smaller the letters could not be read
PITCH, WORDS, BAR = 76, 22, 34  # from year to year; where the words stand; how thick a bar is
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
    """A year: its words on the line `words_y`, the bar below it at `y`, `letter_y` for the letters in it."""

    year: int
    total: str
    words_y: int
    y: int
    letter_y: int
    parts: list[Part]


@dataclass(frozen=True)
class Bars:
    """`key` are (letter, shade, name) of the instruments, in the order of the columns of the table."""

    bars: list[Bar]
    key: list[tuple[str, int, str]]
    width: int
    height: int
    description: str
    thick: int = BAR


def letter(index: int) -> str:
    """A, B, ... Z, AA, AB: the sign of an instrument in the picture."""
    first, rest = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(ord("A") + rest)


def bars(rows: Sequence[Row], instruments: Sequence[Named], width: int = WIDE) -> Bars:
    """A bar per year, oldest first, all in one scale, on a picture so wide."""
    highest = max((row.total for row in rows), default=Decimal(0)) or Decimal(1)
    scale = float(width) / float(highest)
    drawn = [_bar(index * PITCH, row, instruments, scale) for index, row in enumerate(rows)]
    key = [(letter(index), index % SHADES + 1, one.name) for index, one in enumerate(instruments)]
    return Bars(drawn, key, width, PITCH * len(rows), _told(rows))


def _bar(top: int, row: Row, instruments: Sequence[Named], scale: float) -> Bar:
    parts, so_far = [], Decimal(0)
    for number, (amount, one) in enumerate(zip(row.sums, instruments, strict=True)):
        if amount:
            start = round(float(so_far) * scale)
            so_far += amount
            words = f"{row.year}, {one.name}: {euros(amount)}"
            width = max(1, round(float(so_far) * scale) - start)
            parts.append(Part(letter(number), number % SHADES + 1, start, width, words))
    y = top + WORDS + 8
    return Bar(row.year, euros(row.total), top + WORDS, y, y + 23, parts)


def _told(rows: Sequence[Row]) -> str:
    said = ", ".join(f"{row.year} {euros(row.total)}" for row in rows)
    return f"Bedragen die wij kennen, per jaar: {said}. De tabel noemt ze per geldstroom."
