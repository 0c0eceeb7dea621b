"""Orders of an agenda as lists and dictionaries: pure, nothing is read or written here. See order.py for the writing.

An agenda is a flat list of ids; `inside` says of each part which item it is a part of.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

Inside = Mapping[uuid.UUID, uuid.UUID]


def settle(ids: Sequence[uuid.UUID], inside: Inside) -> list[uuid.UUID]:
    """Every whole item in this order, each followed by its parts in this order.

    A part that was put elsewhere goes back below its item: leaving it is a step of its own.
    """
    parts: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for pk in ids:
        if pk in inside:
            parts[inside[pk]].append(pk)
    return [pk for whole in ids if whole not in inside for pk in (whole, *parts[whole])]


def moved(
    order: Sequence[uuid.UUID], pk: uuid.UUID, direction: str, inside: Inside | None = None
) -> list[uuid.UUID]:
    """The order with one item a place `up` or `down`, or to the `top` or `bottom`; at the end of the list it stays.

    A part moves among the parts of its item, an item takes its parts along.
    """
    inside = inside or {}
    beside = [key for key in order if inside.get(key) == inside.get(pk)]
    here, rest = beside.index(pk), [key for key in beside if key != pk]
    place = {"up": max(0, here - 1), "down": min(len(rest), here + 1), "top": 0, "bottom": len(rest)}
    rest.insert(place[direction], pk)
    others = iter(rest)
    return settle([next(others) if key in beside else key for key in order], inside)


def above(order: Sequence[uuid.UUID], pk: uuid.UUID, inside: Inside) -> uuid.UUID | None:
    """The nearest whole item before this one; None for the first."""
    whole = [key for key in order[: list(order).index(pk)] if key not in inside]
    return whole[-1] if whole else None


def swapped(order: Sequence[uuid.UUID], one: uuid.UUID, other: uuid.UUID) -> list[uuid.UUID]:
    """The order with these two in each other's place; ValueError when one of them is not in it."""
    places = {one: order.index(other), other: order.index(one)}
    return [
        next((pk for pk, place in places.items() if place == here), key) for here, key in enumerate(order)
    ]
