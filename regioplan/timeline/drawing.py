"""The picture of the timeline: a band per year, the months from left to right.

A mark is as wide as what the source knows: a dot for a day, a bar for a month, season, half or whole year. What is
expected is dashed, a last day is a square. Whole pixels; numbers lead to the table that says the same.
"""

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from regioplan.timeline.models import EventKind
from regioplan.timeline.moments import Moment
from zorgzaam.ui.measure import clip, width

WIDE, NARROW = 720, 340  # on a screen and on paper, and on a phone
LEFT, RIGHT, HEAD = 52, 6, 28  # where January begins; after December; room for the letters of the months
LANE, MARK, PAD = 28, 22, 6  # from lane to lane; how high a mark is; above and below the lanes of a year
TALLEST = 500  # of a sheet; a year that is taller has one to itself
GAP = 30  # a band that stands for years with nothing in them
LETTERS = 14  # of words; the same as in the template
SHORTEST = 130  # room that words need to be worth drawing
TEXT_GAP = 8


@dataclass(frozen=True)
class Mark:
    """One moment in one year. `shape` is dag, duur or uiterste; `words` is "" where there is no room for them."""

    number: int
    x: int
    y: int
    width: int
    shape: str
    kind: str
    words: str = ""
    words_x: int = 0
    anchor: str = "start"
    told: str = ""

    @property
    def middle(self) -> int:
        """Where the number stands: in the middle of a dot, at the beginning of a bar."""
        return self.x + MARK // 2

    @property
    def reach(self) -> tuple[int, int]:
        """From and until where this mark and its words fill its lane."""
        long = width(self.words, LETTERS) if self.words else 0
        if self.anchor == "end":
            return self.words_x - long, self.x + self.width
        return self.x, max(self.x + self.width, self.words_x + long)


@dataclass(frozen=True)
class Band:
    """A year, or the years in which nothing stands here; `y` is its top."""

    label: str
    y: int
    height: int
    marks: list[Mark]


@dataclass(frozen=True)
class Sheet:
    """A part of the picture that stays together, also on paper: some years with the months above them.

    `months` are (x, letter); `years` says which years in words.
    """

    width: int
    height: int
    years: str
    bands: list[Band]
    months: list[tuple[int, str]]


def draw(found: Sequence[Moment], wide: int = WIDE) -> list[Sheet]:
    """Every moment (oldest first, numbered from 1) in sheets so `wide`, of which two stand on a page of A4; words only
    where there is room for them."""
    sheets: list[list[Band]] = []
    y = HEAD
    for label, year in _bands(found):
        marks, lanes = _placed(found, year, wide) if year else ([], 0)
        height = max(lanes, 1) * LANE + 2 * PAD if year else GAP
        if not sheets or y + height > TALLEST:
            sheets.append([])
            y = HEAD
        sheets[-1].append(Band(label, y, height, [replace(mark, y=mark.y + y) for mark in marks]))
        y += height
    return [_sheet(bands, wide) for bands in sheets]


def _sheet(bands: list[Band], wide: int) -> Sheet:
    months = [(_x(month - 0.5, wide), "JFMAMJJASOND"[month - 1]) for month in range(1, 13)]
    first, last = bands[0].label.split()[0], bands[-1].label.split()[-1]
    years = first if first == last else f"{first} tot en met {last}"
    return Sheet(wide, bands[-1].y + bands[-1].height + PAD, years, bands, months)


def _bands(found: Sequence[Moment]) -> Iterator[tuple[str, int | None]]:
    """Years with something in them, and runs without as one band: ("2024", 2024), ("2033 tot en met 2039", None)."""
    filled = sorted({year for each in found for year in range(each.first.year, each.last.year + 1)})
    before = filled[0] - 1 if filled else 0
    for year in filled:
        if year - before > 1:
            empty = [before + 1, year - 1]
            yield (" tot en met ".join(map(str, empty)) if empty[0] < empty[1] else str(empty[0])), None
        yield str(year), year
        before = year


def _placed(found: Sequence[Moment], year: int, wide: int) -> tuple[list[Mark], int]:
    """The marks of a year below each other from 0, each in the first lane with room, and how many lanes that took."""
    ends: list[int] = []
    marks = []
    for number, moment in enumerate(found, start=1):
        if not moment.first.year <= year <= moment.last.year:
            continue
        mark = _mark(number, moment, year, wide)
        begin, end = mark.reach
        lane = next((index for index, taken in enumerate(ends) if taken < begin), len(ends))
        ends[lane : lane + 1] = [end + TEXT_GAP]
        marks.append(replace(mark, y=PAD + lane * LANE))
    return marks, len(ends)


def _mark(number: int, moment: Moment, year: int, wide: int) -> Mark:
    first = max(moment.first, datetime.date(year, 1, 1))
    last = min(moment.last, datetime.date(year, 12, 31))
    x, end = _day(first, wide), _day(last + datetime.timedelta(days=1), wide, year)
    shape = "uiterste" if moment.limit else "dag" if moment.precise else "duur"
    long = MARK if shape != "duur" else max(end - x, MARK)
    x = min(x, wide - RIGHT - long)
    kind = "verwachting" if moment.kind == EventKind.FORECAST else "feit"
    mark = Mark(number, x, 0, long, shape, kind, told=f"{number}. {moment.when}: {moment.title}")
    return _worded(mark, moment.label, wide) if wide == WIDE and moment.first.year == year else mark


def _worded(mark: Mark, words: str, wide: int) -> Mark:
    """With its words: in a long bar, else to its right, else to its left; none where there is room nowhere."""
    after, end = mark.x + mark.width + TEXT_GAP, mark.x + mark.width
    inside = mark.width - MARK - 2 * TEXT_GAP
    if inside >= min(SHORTEST, width(words, LETTERS)):
        return replace(mark, words=clip(words, inside, LETTERS), words_x=mark.x + MARK + TEXT_GAP)
    right, left = wide - RIGHT - after, mark.x - TEXT_GAP - LEFT
    if right >= min(width(words, LETTERS), max(left, SHORTEST)):
        return replace(mark, words=clip(words, right, LETTERS), words_x=end + TEXT_GAP)
    if left >= SHORTEST:
        return replace(mark, words=clip(words, left, LETTERS), words_x=mark.x - TEXT_GAP, anchor="end")
    return mark


def _day(day: datetime.date, wide: int, year: int | None = None) -> int:
    """The x of a day; the first of January after `year` is the end of December."""
    if year is not None and day.year > year:
        return _x(12, wide)
    long = calendar.monthrange(day.year, day.month)[1]
    return _x(day.month - 1 + (day.day - 1) / long, wide)


def _x(month: float, wide: int) -> int:
    """The x of so many months after the beginning of a year."""
    return round(LEFT + month / 12 * (wide - LEFT - RIGHT))
