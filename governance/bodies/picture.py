"""The picture of the network, laid out on the server: layers with boxes, a box per body, a pill per seat."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.bodies.models import Body, Seat
from governance.bodies.network import Tier
from zorgzaam.ui.measure import clip, width, wrap

WIDE, NARROW = 720, 340  # on a screen, and on a phone: drawn smaller the letters could not be read
GAP = 14
PAD = 16
NAME, NOTE, SEAT = 18, 16, 16  # sizes of the letters, the same as in the style sheet
LINE = 24
PILL = 32


@dataclass(frozen=True)
class Pill:
    """A seat. `state` is named, vacant or empty."""

    x: int
    y: int
    width: int
    text: str
    state: str


@dataclass(frozen=True)
class Box:
    """A body: lines of its name at `name_ys`, a note, and its seats."""

    body: Body
    x: int
    y: int
    width: int
    height: int
    lines: list[tuple[int, str]]
    note: tuple[int, str]
    pills: list[Pill] = field(default_factory=list)


@dataclass(frozen=True)
class Lane:
    name: str
    y: int
    height: int
    boxes: list[Box]


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    lanes: list[Lane]


def picture_of(tiers: list[Tier], wide: int = WIDE) -> Picture:
    """Where everything goes, in whole pixels, on a picture so `wide`."""
    lanes, y = [], 0
    for tier in tiers:
        lane = _lane(tier, y, wide)
        lanes.append(lane)
        y += lane.height + GAP
    return Picture(wide, max(y - GAP, 1), lanes)


def _lane(tier: Tier, top: int, wide: int) -> Lane:
    boxes: list[Box] = []
    y = top + PAD + LINE
    for row in _rows(tier.bodies, 2 if wide == WIDE else 1):
        room = (wide - 2 * PAD - GAP * (len(row) - 1)) // len(row)
        placed = [_box(body, PAD + number * (room + GAP), y, room) for number, body in enumerate(row)]
        tallest = max(box.height for box in placed)
        boxes += [Box(b.body, b.x, b.y, b.width, tallest, b.lines, b.note, b.pills) for b in placed]
        y += tallest + GAP
    return Lane(str(tier.layer.label), top, y - GAP + PAD - top, boxes)


def _rows(bodies: list[Body], beside: int) -> Iterator[list[Body]]:
    """A body with seats gets a row of its own; of the others `beside` stand side by side."""
    pair: list[Body] = []
    for body in bodies:
        if body.seats_now:  # type: ignore[attr-defined]
            if pair:
                yield pair
            pair = []
            yield [body]
            continue
        pair.append(body)
        if len(pair) == beside:
            yield pair
            pair = []
    if pair:
        yield pair


def _box(body: Body, x: int, y: int, room: int) -> Box:
    inside = room - 2 * PAD
    lines = [
        (y + PAD + 16 + number * LINE, line)
        for number, line in enumerate(wrap(body.name, inside, NAME, bold=True, most=2))
    ]
    note_y = lines[-1][0] + LINE
    pills = list(_pills(body.seats_now, x + PAD, note_y + 14, inside))  # type: ignore[attr-defined]
    bottom = pills[-1].y + PILL if pills else note_y + 4
    note = clip(note_of(body), inside, NOTE)
    return Box(body, x, y, room, bottom + PAD - y, lines, (note_y, note), pills)


def _pills(seats: list[Seat], left: int, top: int, room: int) -> Iterator[Pill]:
    x, y = left, top
    for seat in seats:
        text = clip(seat.holder, room - 28, SEAT)
        wide = width(text, SEAT) + 28
        if x > left and x + wide > left + room:
            x, y = left, y + PILL + 8
        yield Pill(x, y, wide, text, state_of(seat))
        x += wide + 8


def state_of(seat: Seat) -> str:
    """named when somebody holds the seat, vacant when nobody does any more, else empty: no person known."""
    if seat.is_held:  # type: ignore[attr-defined]
        return "named"
    return "vacant" if seat.is_vacant else "empty"  # type: ignore[attr-defined]


def note_of(body: Body) -> str:
    """How many seats and people, in words."""
    seats, people = len(body.seats_now), body.people_now  # type: ignore[attr-defined]
    words = []
    if seats:
        words.append("1 zetel" if seats == 1 else f"{seats} zetels")
    if people:
        words.append("1 persoon" if people == 1 else f"{people} mensen")
    return ", ".join(words) or "Wie er zit is nog niet bekend"
