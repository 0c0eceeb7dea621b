"""Seats and places in breakouts: who asked first gets what is free, and the waiting list moves up by itself.

Everything here runs under a lock on the network meeting; the database counts once more (models/fitting.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from governance.meetings.facts import as_published
from newsletters.network_meeting import timetable
from newsletters.network_meeting.models import (
    NOT_CHOSEN,
    Arrival,
    Attendee,
    BreakoutChoice,
    Invitee,
    NetworkMeeting,
)
from newsletters.network_meeting.placing import least_liked, places
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting


@contextmanager
def taking(meeting: NetworkMeeting, by: Actor, reason: str = "") -> Iterator[NetworkMeeting]:
    """The network meeting, locked until the step is taken: seats and places are counted by one at a time. Its day and
    hour are those that readers know."""
    with acting(by, reason=reason), transaction.atomic():
        rows = NetworkMeeting.objects.select_for_update(no_key=True, of=("self",))
        found = rows.select_related("meeting__body").get(pk=meeting.pk)
        as_published(found.meeting)
        yield found


def settle(meeting: NetworkMeeting) -> None:
    """Give what is free to who waits for it, and bring the timetable up to date. The caller holds the lock."""
    _seat(meeting)
    _place(meeting)
    if meeting.timetabled_at is not None:
        fill_up(meeting)
        timetable.complete(meeting)


def vacate(meeting: NetworkMeeting, row: Invitee) -> None:
    """Who is announced for this invitee no longer comes: seats and places are free for who waits. Not once the meeting
    began or somebody is in: then it is a fact who came. The caller holds the lock."""
    if as_published(meeting.meeting).has_begun or Arrival.objects.filter(attendee__invitee=row).exists():
        return
    for person in row.attendees.all():
        person.delete()
    settle(meeting)


def _seat(meeting: NetworkMeeting) -> None:
    waiting = meeting.attendees.waiting()
    if meeting.seats is not None:
        free = meeting.seats - meeting.attendees.seated().count()
        waiting = waiting[: max(0, free)]
    for attendee in waiting:
        attendee.seated_at = timezone.now()
        attendee.save(update_fields=["seated_at"])


def _place(meeting: NetworkMeeting) -> None:
    """Choice by choice, the oldest first: a place where there is one, better liked ones in stead of less liked."""
    choices = list(_choices(meeting))
    room = {row.pk: row.capacity and row.capacity * meeting.rounds for row in meeting.breakouts.all()}
    taken: Counter[object] = Counter(row.breakout_id for row in choices if row.has_a_place)
    of: dict[object, list[BreakoutChoice]] = defaultdict(list)
    for each in choices:
        of[each.attendee_id].append(each)

    for given in of.values():
        _no_more_than(meeting.rounds, given, taken)
    for row, less in places(choices, meeting.rounds, room, taken):
        if less is not None:
            release(less)
        row.placed_at = timezone.now()
        row.save(update_fields=["placed_at"])


def fill_up(meeting: NetworkMeeting) -> None:
    """Who has fewer breakouts than there are rounds gets the emptiest ones too, as far as there is room. What they
    choose later takes the place of it."""
    breakouts = list(meeting.breakouts.order_by("position"))
    placed = BreakoutChoice.objects.placed().filter(breakout__network_meeting=meeting)
    taken = Counter(placed.values_list("breakout_id", flat=True))
    for attendee in meeting.attendees.seated().in_turn().prefetch_related("choices"):
        known = {row.breakout_id for row in attendee.choices.all()}
        given = sum(row.has_a_place for row in attendee.choices.all())
        free = [
            row
            for row in breakouts
            if row.pk not in known and (row.capacity is None or taken[row.pk] < row.capacity * meeting.rounds)
        ]
        free.sort(key=lambda row: taken[row.pk])
        for row in free[: max(0, meeting.rounds - given)]:
            now = timezone.now()
            BreakoutChoice.objects.create(
                attendee=attendee, breakout=row, rank=NOT_CHOSEN, asked_at=now, placed_at=now
            )
            taken[row.pk] += 1


def _no_more_than(rounds: int, rows: list[BreakoutChoice], taken: Counter[object]) -> None:
    """After rounds were taken away: nobody keeps more places than there are rounds."""
    while len(given := [row for row in rows if row.has_a_place]) > rounds:
        less = least_liked(given) or given[-1]
        release(less)
        taken[less.breakout_id] -= 1


def _choices(meeting: NetworkMeeting) -> Iterator[BreakoutChoice]:
    """Of who has a seat, who asked first on top, and what they like best first."""
    rows = BreakoutChoice.objects.filter(attendee__network_meeting=meeting, attendee__seated_at__isnull=False)
    order = ("asked_at", "attendee__asked_at", "attendee__invitee_id", "attendee__position", "rank", "pk")
    return iter(rows.select_related("attendee").order_by(*order))


def release(row: BreakoutChoice) -> None:
    """The place is free again; a wish stays, on the waiting list."""
    row.placed_at, row.round, row.pinned = None, None, False
    if row.rank == NOT_CHOSEN and row.pk:
        BreakoutChoice.objects.filter(pk=row.pk).delete()
    else:
        row.save(update_fields=["placed_at", "round", "pinned"])


def waiting_for(attendee: Attendee, rounds: int) -> list[BreakoutChoice]:
    """Breakouts somebody waits for: wished more than what they have, or while they have too few."""
    rows = [row for row in attendee.choices.all() if row.has_a_place or row.rank != NOT_CHOSEN]
    given = [row for row in rows if row.has_a_place]
    less = least_liked(given)
    return [
        row
        for row in rows
        if not row.has_a_place and (len(given) < rounds or (less is not None and less.rank > row.rank))
    ]
