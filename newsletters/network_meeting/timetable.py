"""The timetable: in which round everybody is in which of their breakouts."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from newsletters.network_meeting.models import Attendee, BreakoutChoice, NetworkBreakout, NetworkMeeting
from newsletters.network_meeting.rounds import Place, give_rounds


@dataclass
class Cell:
    """One breakout in one round, with who is there."""

    breakout: NetworkBreakout
    places: list[BreakoutChoice] = field(default_factory=list)


@dataclass
class Round:
    number: int
    cells: list[Cell]

    @property
    def title(self) -> str:
        return f"Ronde {self.number}"


def anew(meeting: NetworkMeeting) -> int:
    """Make it again, from what is pinned alone; how many places have no round. The caller holds the lock."""
    _placed(meeting).filter(pinned=False).exclude(round=None).update(round=None)
    meeting.timetabled_at = timezone.now()
    meeting.save(update_fields=["timetabled_at"])
    return complete(meeting)


def complete(meeting: NetworkMeeting) -> int:
    """Give a round to places without one, leaving the others as they are where that can be; how many still have none.
    The caller holds the lock."""
    rows = list(_placed(meeting).order_by("attendee_id", "breakout_id"))
    places = [
        Place(str(row.attendee_id), str(row.breakout_id), row.round, row.pinned and row.round is not None)
        for row in rows
    ]
    most = {str(row.pk): row.capacity for row in meeting.breakouts.all() if row.capacity is not None}
    left = give_rounds(places, meeting.rounds, most)
    changed = [
        (row, place.round) for row, place in zip(rows, places, strict=True) if row.round != place.round
    ]
    for row, number in changed:
        row.round = number
        row.save(update_fields=["round"])
    return len(left)


def forget(meeting: NetworkMeeting) -> None:
    """There is no timetable any more; nor is anything pinned to a round. The caller holds the lock."""
    _placed(meeting).exclude(round=None).update(round=None)
    meeting.timetabled_at = None
    meeting.save(update_fields=["timetabled_at"])


def rounds_of(meeting: NetworkMeeting) -> list[Round]:
    """The timetable as it is shown; a constant number of queries."""
    breakouts = list(meeting.breakouts.order_by("position"))
    found: dict[tuple[int, object], list[BreakoutChoice]] = defaultdict(list)
    rows = _placed(meeting).select_related("attendee__invitee", "breakout").order_by("attendee__name", "pk")
    for row in rows:
        if row.round is not None:
            found[row.round, row.breakout_id].append(row)
    return [
        Round(number, [Cell(breakout, found[number, breakout.pk]) for breakout in breakouts])
        for number in range(1, meeting.rounds + 1)
    ]


def without_round(meeting: NetworkMeeting) -> list[BreakoutChoice]:
    """Places that fit in no round, because of what was pinned."""
    return list(_placed(meeting).filter(round=None).select_related("attendee", "breakout").order_by("pk"))


def route_of(attendee: Attendee) -> list[BreakoutChoice]:
    """Where somebody goes, round by round; what has no round yet last. `choices` may be prefetched."""
    placed = [row for row in attendee.choices.all() if row.has_a_place]
    return sorted(placed, key=lambda row: (row.round is None, row.round or 0, row.rank))


def _placed(meeting: NetworkMeeting) -> "QuerySet[BreakoutChoice]":
    return BreakoutChoice.objects.placed().filter(breakout__network_meeting=meeting)
