"""Parallel sessions as rounds: which group is in which room, and when. The one place that works this out."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from governance.meetings.clock import starts
from governance.meetings.models import AgendaItem, Meeting, ParallelPart, ParallelSession, Room
from governance.meetings.models.parallel import CLASHES, tidy
from governance.meetings.order import lock
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion


@dataclass(frozen=True)
class Round:
    """One round. `groups` names the group in each room, in the order of the sessions; "" where there are no groups.
    `begin` and `end` are None while the item stands on no agenda. The changeover is within the round."""

    number: int
    begin: datetime.datetime | None
    end: datetime.datetime | None
    groups: list[str]


def group_in(room: int, number: int, rooms: int) -> str:
    """Which group is in room `room` in round `number` (both from 0): "A" begins in the first room, and every group goes
    one room further each round, so that all have been everywhere after as many rounds as there are rooms."""
    return chr(ord("A") + (room - number) % rooms)


def rounds_of(rooms: int, part: ParallelPart, begin: datetime.datetime | None) -> list[Round]:
    """The rounds of a part with so many rooms, when its item begins at `begin` (aware, or None)."""
    if not rooms:
        return []
    count = rooms if part.rotates else 1
    moments: Sequence[datetime.datetime | None] = (
        starts(begin, [part.round_minutes] * count) if begin else [None] * (count + 1)
    )
    return [
        Round(
            number + 1,
            moments[number],
            moments[number + 1],
            [group_in(room, number, rooms) if part.rotates else "" for room in range(rooms)],
        )
        for number in range(count)
    ]


def minutes_of(rooms: int, part: ParallelPart) -> int:
    """How long all rounds take together."""
    return part.round_minutes * (rooms if part.rotates else min(rooms, 1))


@dataclass(frozen=True)
class Written:
    """One session as somebody wrote it down. `pk` is None for a new one."""

    pk: uuid.UUID | None
    title: str
    room: str
    organiser: str = ""
    host: Person | None = None


def write(part: ParallelPart, sessions: Sequence[Written], *, by: Actor, seen: int) -> ParallelPart:
    """The part with exactly these sessions, in this order. `seen` is the version somebody looked at (0: there was none
    yet); StaleVersion when it is another by now. The database refuses a room or person needed twice at one time.
    """
    with acting(by), transaction.atomic():
        item, now = _locked(part.item_id)
        if (now.version if now else 0) != seen:
            raise StaleVersion
        _look_at_clashes("DEFERRED")
        part.save()
        _write_sessions(part, item.meeting, sessions)
        _look_at_clashes("IMMEDIATE")
    return part


def _look_at_clashes(when: str) -> None:
    """A list is written row by row, and halfway two rooms that swap are one: only the whole list can clash."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {', '.join(CLASHES)} {when}")


def _locked(item_id: uuid.UUID) -> tuple[AgendaItem, ParallelPart | None]:
    """An item and how it is held now. The meeting is locked first."""
    item = AgendaItem.objects.select_related("meeting").get(pk=item_id)
    if item.meeting is not None:
        lock(item.meeting)
    return item, ParallelPart.objects.select_for_update(no_key=True).filter(item=item).first()


def _write_sessions(part: ParallelPart, meeting: Meeting | None, sessions: Sequence[Written]) -> None:
    kept = {row.pk: row for row in part.sessions.all()}
    wanted = {one.pk for one in sessions}
    part.sessions.exclude(pk__in=[pk for pk in wanted if pk]).delete()
    for position, one in enumerate(sessions, start=1):
        row = (one.pk and kept.get(one.pk)) or ParallelSession(part=part)
        row.position, row.title, row.organiser, row.host = position, one.title, one.organiser, one.host
        row.room = room_called(one.room, meeting.location if meeting else "")
        row.save()


def room_called(name: str, place: str) -> Room:
    """The room of this name in a building; made when nobody named it before. Capitals and white space make no other
    room."""
    return known_room(name, place) or Room.objects.create(name=tidy(name), place=tidy(place))


def known_room(name: str, place: str) -> Room | None:
    """The room of this name in a building, however it is written."""
    alike = Room.objects.alike(name, place)
    return alike.order_by("pk").first()


def clear(item: AgendaItem, *, by: Actor, seen: int) -> None:
    """The item is held in one room again. Twice is once. StaleVersion when the sessions are not those of version `seen`
    any more."""
    with acting(by), transaction.atomic():
        now = _locked(item.pk)[1]
        if now is not None and now.version != seen:
            raise StaleVersion
        ParallelPart.objects.filter(item=item).delete()
