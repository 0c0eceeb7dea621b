"""When each item starts and whether the agenda fits: the one place that computes times."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from zorgzaam.ui.dates import clock, duration


def starts(begin: datetime.datetime, minutes: Iterable[int]) -> list[datetime.datetime]:
    """The moment each item starts, and as last one the moment all is done; one more than there are `minutes`.

    `begin` is aware. Real minutes are added in UTC, so the night the clock goes back keeps its length.
    """
    moments = [begin.astimezone(datetime.UTC)]
    for length in minutes:
        moments.append(moments[-1] + datetime.timedelta(minutes=length))
    return moments


def moments(begin: datetime.datetime, frame: Iterable[tuple[int, bool]]) -> list[datetime.datetime]:
    """As `starts`, for an agenda with parts: `frame` holds the minutes of each item and whether it is a part.

    The minutes of parts lie within those of their item; what is left of it comes after its last part.
    """
    found, clock, within = [], begin.astimezone(datetime.UTC), begin
    for length, is_part in frame:
        after = datetime.timedelta(minutes=length)
        if is_part:
            found.append(within)
            within += after
        else:
            within = clock
            found.append(clock)
            clock += after
    return [*found, clock]


@dataclass(frozen=True)
class TimeBudget:
    """What the items ask against what was planned, in minutes; `available` is None while no end is planned."""

    begin: datetime.datetime
    asked: int
    available: int | None

    @property
    def ends_at(self) -> datetime.datetime:
        """Expected end."""
        return starts(self.begin, [self.asked])[-1]

    @property
    def over(self) -> int:
        """Minutes the agenda is too long; 0 when it fits."""
        return max(0, self.asked - self.available) if self.available is not None else 0

    @property
    def left(self) -> int:
        return max(0, self.available - self.asked) if self.available is not None else 0

    @property
    def words(self) -> str:
        """ "2 uur van 2 uur en 30 minuten; klaar om 17:30. Er zijn nog 30 minuten over." """
        if self.available is None:
            return f"Samen {duration(self.asked)}; klaar om {clock(self.ends_at)}."
        said = f"{duration(self.asked)} van {duration(self.available)}; klaar om {clock(self.ends_at)}."
        if self.over:
            return f"{said} Dat is {duration(self.over)} te lang."
        if not self.left:
            return f"{said} Dat past precies."
        # "Er is nog 1 uur over", "er zijn nog 30 minuten over": an hour is never many hours in Dutch.
        verb = "is" if self.left == 1 or self.left >= 60 else "zijn"
        return f"{said} Er {verb} nog {duration(self.left)} over."
