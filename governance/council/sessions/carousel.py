"""The carousel: which group is in which breakout, round by round. Every group visits every breakout once, and a room
holds one group at a time."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from governance.council.sessions.models import ProgrammeItem
from governance.meetings.parallel import group_in

B = TypeVar("B")


@dataclass(frozen=True)
class Turn(Generic[B]):
    """One round: its hours, and the breakout each group is in, in the order of the groups."""

    number: int
    begins: datetime.time
    ends: datetime.time
    visits: Sequence[tuple[str, B]]

    def of(self, group: str) -> B:
        """Where a group is in this round."""
        return dict(self.visits)[group]


def groups_of(rooms: int) -> list[str]:
    """The names of the groups: as many as breakouts; A begins in the first."""
    return [group_in(room, 0, rooms) for room in range(rooms)]


def carousel(item: ProgrammeItem, breakouts: Sequence[B]) -> list[Turn[B]]:
    """The rounds of a part of the programme. Without rotation one round, in which each group stays in its own room.
    A group goes one room further each round, so that nobody meets another group in a room."""
    rooms = len(breakouts)
    rounds = rooms if item.rotates else min(rooms, 1)
    turns = []
    for number in range(rounds):
        where = {group_in(room, number, rooms): breakout for room, breakout in enumerate(breakouts)}
        begins = later(item.begins, number * item.round_minutes)
        ends = later(begins, item.round_minutes)
        turns.append(Turn(number + 1, begins, ends, [(group, where[group]) for group in groups_of(rooms)]))
    return turns


def later(hour: datetime.time, minutes: int) -> datetime.time:
    """So many minutes after an hour of the same day."""
    moment = datetime.datetime.combine(datetime.date.min, hour) + datetime.timedelta(minutes=minutes)
    return moment.time()
