"""The schematic map: a tile per municipality, roughly where it lies, with how many initiatives there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partners.regions.models import Municipality
from zorgzaam.ui.measure import width

WIDE, NARROW = 720, 340  # on a screen and on paper, and on a phone
GAP = 10
TALL = 76
NAME, SMALL = 16, 9  # the height of a name, and of one that is long
BESIDE = 3  # of tiles in a row, where nobody said where they lie
PAD = 12


@dataclass(frozen=True)
class Tile:
    """One municipality. `shade` runs from 0 (nothing there) to 3. `letters` is how high its name is written, and
    `squeezed` the width it is pressed into where even that is too wide (0: it is not)."""

    slug: str
    name: str
    letters: int
    squeezed: int
    words: str
    told: str
    count: int
    shade: int
    x: int
    y: int
    width: int


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    tiles: list[Tile]


def draw(municipalities: Sequence[Municipality], counts: Mapping[Any, int], wide: int = WIDE) -> Map:
    """The tiles on a picture so `wide`, in the order of the table: by name. Empty without municipalities."""
    places = {pk: (column, row) for pk, column, row in _places(municipalities)}
    columns = max((column for column, _ in places.values()), default=1)
    rows = max((row for _, row in places.values()), default=0)
    room = (wide - GAP * (columns - 1)) // columns
    most = max(counts.values(), default=0)
    tiles = [_tile(each, places[each.pk], room, counts.get(each.pk, 0), most) for each in municipalities]
    return Map(wide, max(rows * (TALL + GAP) - GAP, 1), tiles)


def _places(municipalities: Sequence[Municipality]) -> Iterator[tuple[Any, int, int]]:
    """Column and row of each, from 1 and without empty rows or columns at the edge. Who has no place of its own, or one
    that is taken, comes below the others."""
    taken: dict[tuple[int, int], Any] = {}
    loose = []
    for each in municipalities:
        place = (each.map_column or 0, each.map_row or 0)
        if all(place) and place not in taken:
            taken[place] = each.pk
        else:
            loose.append(each.pk)
    left = min((column for column, _ in taken), default=1) - 1
    top = min((row for _, row in taken), default=1) - 1
    yield from ((pk, column - left, row - top) for (column, row), pk in taken.items())
    columns = max((column - left for column, _ in taken), default=min(BESIDE, max(len(loose), 1)))
    below = max((row - top for _, row in taken), default=0)
    for index, pk in enumerate(loose):
        yield pk, index % columns + 1, below + index // columns + 1


def _tile(one: Municipality, place: tuple[int, int], room: int, count: int, most: int) -> Tile:
    words = "1 initiatief" if count == 1 else f"{count} initiatieven"
    inside = room - 2 * PAD
    short = words if room > 120 else str(count)
    # The whole name: what is cut off is another name for who reads by ear and eye at once (WCAG 2.5.3).
    letters = next((size for size in range(NAME, SMALL, -1) if _width(one.name, size) <= inside), SMALL)
    return Tile(
        one.slug,
        one.name,
        letters,
        inside if _width(one.name, letters) > inside else 0,
        short,
        f"{one.name}: {words}",
        count,
        0 if not count else 1 + round(2 * count / most) if most > 1 else 1,
        (place[0] - 1) * (room + GAP),
        (place[1] - 1) * (TALL + GAP),
        room,
    )


def _width(name: str, letters: int) -> int:
    return width(name, letters, bold=True)
