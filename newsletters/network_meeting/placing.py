"""Who gets a place in a breakout next: choice by choice, the oldest first; better liked ones in stead of less liked."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsletters.network_meeting.models import NOT_CHOSEN, BreakoutChoice

Given = tuple[BreakoutChoice, BreakoutChoice | None]


def least_liked(given: Iterable[BreakoutChoice]) -> BreakoutChoice | None:
    """What somebody would give up first; never what a person put them in."""
    loose = [row for row in given if not row.pinned]
    return max(loose, key=lambda row: row.rank, default=None)


def places(
    choices: Sequence[BreakoutChoice], rounds: int, room: Mapping[Any, int | None], taken: Counter[Any]
) -> Iterator[Given]:
    """The next choice that gets a place, and the one of the same person that is given up for it; who asks for these
    writes both down before the next. `choices` in the order of who comes first; `room` and `taken` per breakout.

    A choice that is passed over can only come in turn again when its own breakout gets room. It is looked at then, and
    not before: work grows with the choices, not with their square.
    """
    of: dict[Any, list[BreakoutChoice]] = defaultdict(list)
    for each in choices:
        of[each.attendee_id].append(each)
    full: dict[Any, list[int]] = defaultdict(list)
    turn = [at for at, row in enumerate(choices) if not row.has_a_place and row.rank != NOT_CHOSEN]

    def is_full(breakout: Any) -> bool:
        limit = room[breakout]
        return limit is not None and taken[breakout] >= limit

    def look_again(breakout: Any) -> None:
        if full[breakout] and not is_full(breakout):
            heapq.heappush(turn, heapq.heappop(full[breakout]))

    while turn:
        at = heapq.heappop(turn)
        row = choices[at]
        if is_full(row.breakout_id):
            heapq.heappush(full[row.breakout_id], at)
            continue
        given = [other for other in of[row.attendee_id] if other.has_a_place]
        less = least_liked(given) if len(given) >= rounds else None
        if not row.has_a_place and (len(given) < rounds or (less is not None and less.rank > row.rank)):
            yield row, less
            taken[row.breakout_id] += 1
            if less is not None:
                taken[less.breakout_id] -= 1
                look_again(less.breakout_id)
        look_again(row.breakout_id)
