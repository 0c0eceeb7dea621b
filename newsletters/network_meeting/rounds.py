"""Rounds for places: who is where when, so that nobody is in two rooms at once and every room is as full in each round.

An edge colouring of a bipartite graph: people on one side, rooms on the other, rounds as colours. A room is cut into
tables of as many places as there are rounds, so that no side meets more places than there are rounds; then a colouring
always exists (Kőnig, 1916) and is found by swapping along a chain. The same places give the same rounds.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Place:
    """Somebody in a room; `round` 1 and up, None: none yet. A pinned one keeps its round."""

    who: str
    room: str
    round: int | None = None
    pinned: bool = False
    table: int = 0


Side = tuple[str, str, int]


def give_rounds(places: Sequence[Place], rounds: int, most: dict[str, int] | None = None) -> list[Place]:
    """Give every place a round, moving as few as it takes; those for which no round is left because of what is pinned
    come back, without one. `most`: how many fit in a room at once, where there is a limit."""
    _set_tables(places, rounds, most or {})
    at: dict[Side, dict[int, Place]] = defaultdict(dict)
    for place in places:
        if place.round is not None:
            _put(at, place, place.round)
    left = [place for place in places if place.round is None and not _fit(at, place, rounds)]
    return left


def _set_tables(places: Sequence[Place], rounds: int, most: dict[str, int]) -> None:
    """Places with a round first: the so-manieth of a round sits at the so-manieth table. What clashes loses it."""
    seen: Counter[tuple[str, int]] = Counter()
    busy: set[tuple[str, int]] = set()
    size: Counter[tuple[str, int]] = Counter()
    for place in sorted(places, key=lambda each: (not each.pinned, each.room, each.who)):
        if place.round is not None and _clashes(place, rounds, busy, seen, most):
            place.round = None
        if place.round is not None:
            busy.add((place.who, place.round))
            place.table = seen[place.room, place.round]
            seen[place.room, place.round] += 1
            size[place.room, place.table] += 1
    # Tables only fill: the first with a free place is never before the one of the last time.
    first: Counter[str] = Counter()
    for place in sorted(places, key=lambda each: (each.room, each.who)):
        if place.round is None:
            while size[place.room, first[place.room]] >= rounds:
                first[place.room] += 1
            place.table = first[place.room]
            size[place.room, place.table] += 1


def _clashes(
    place: Place,
    rounds: int,
    busy: set[tuple[str, int]],
    seen: Counter[tuple[str, int]],
    most: dict[str, int],
) -> bool:
    assert place.round is not None
    full = place.room in most and seen[place.room, place.round] >= most[place.room]
    return place.round > rounds or (place.who, place.round) in busy or (full and not place.pinned)


def _sides(place: Place) -> tuple[Side, Side]:
    return ("who", place.who, 0), ("room", place.room, place.table)


def _put(at: dict[Side, dict[int, Place]], place: Place, number: int) -> None:
    place.round = number
    for side in _sides(place):
        at[side][number] = place


def _fit(at: dict[Side, dict[int, Place]], place: Place, rounds: int) -> bool:
    who, room = _sides(place)
    free_who = [number for number in range(1, rounds + 1) if number not in at[who]]
    free_room = [number for number in range(1, rounds + 1) if number not in at[room]]
    both = [number for number in free_who if number in free_room]
    if both:
        _put(at, place, both[0])
        return True
    for mine in free_who:
        for theirs in free_room:
            if _swap(at, room, mine, theirs):
                _put(at, place, mine)
                return True
    return False


def _swap(at: dict[Side, dict[int, Place]], side: Side, one: int, other: int) -> bool:
    """Exchange two rounds along the chain that begins at `side` with `one`; False when something in it is pinned."""
    chain: list[Place] = []
    here, number = side, one
    while (place := at[here].get(number)) is not None:
        chain.append(place)
        first, second = _sides(place)
        here, number = second if here == first else first, other if number == one else one
    if any(place.pinned for place in chain):
        return False
    for place in chain:
        for end in _sides(place):
            if place.round is not None and at[end].get(place.round) is place:
                del at[end][place.round]
    for place in chain:
        _put(at, place, other if place.round == one else one)
    return True
