"""What is asked of organisations, counted by kind: rooms above say how much, a first page shows it."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from zorgzaam.standing import Reader

# One thing that is asked: of which organisation, and its last day when it has one.
Row = tuple[uuid.UUID, datetime.date | None]
# Gets a reader and organisations; gives what that reader may know is asked of them, in a constant number of queries.
Teller = Callable[[Reader, Collection[uuid.UUID]], Iterable[Row]]


@dataclass
class Count:
    """How much of one kind is asked of one organisation. `anchor` is where the partnerportaal lists it; `due` the first
    last day."""

    label: str
    anchor: str
    days: list[datetime.date | None] = field(default_factory=list)

    @property
    def many(self) -> int:
        return len(self.days)

    @property
    def due(self) -> datetime.date | None:
        return min((day for day in self.days if day), default=None)


_tellers: dict[str, tuple[int, str, str, Teller]] = {}


def register(name: str, label: str, anchor: str, teller: Teller, *, order: int) -> None:
    """Let a room tell what is asked of organisations; lower `order` comes first; the same name replaces."""
    _tellers[name] = (order, label, anchor, teller)


def asked_of(reader: Reader, wholes: Mapping[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, list[Count]]:
    """Per organisation the kinds of which anything is asked, in order; queries grow with neither.

    `wholes` gives of each organisation asked about the one it is counted with: itself, or what it was merged into.
    """
    found: dict[uuid.UUID, list[Count]] = defaultdict(list)
    for _, label, anchor, teller in sorted(_tellers.values(), key=lambda each: each[:3]):
        counts: dict[uuid.UUID, Count] = {}
        for organisation, due in teller(reader, wholes.keys()):
            counts.setdefault(wholes[organisation], Count(label, anchor)).days.append(due)
        for organisation, count in counts.items():
            found[organisation].append(count)
    return found
