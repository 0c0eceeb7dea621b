"""What else is on at the moment of a session: in its rooms, of its council, and of the people who sit in it. A warning
only: a person may know better."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Count, Q
from django.utils import timezone

from governance.bodies.models import Body, Mandate
from governance.council.sessions.models import CouncilSession, SessionBreakout, SessionState
from governance.meetings.models import Meeting, ParallelSession, Room
from governance.meetings.models.meetings import MeetingStatus
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import clock

MOST = 5
# A meeting that says no end is taken to last so long.
USUAL = datetime.timedelta(hours=2)
IN_ROOM = "{} is dan al bezet: {}."


@dataclass(frozen=True)
class Moment:
    """From and until on one day, in the region's time zone."""

    on: datetime.date
    begins: datetime.time
    ends: datetime.time

    @classmethod
    def of(cls, on: Any, begins: Any, ends: Any) -> Self | None:
        """None where the hours are not known, or no hours."""
        return cls(on, begins, ends) if on and begins and ends and begins < ends else None

    @property
    def begin(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.on, self.begins))

    @property
    def end(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.on, self.ends))


def clashes_of(council: Body, moment: Moment, session: CouncilSession, reader: Reader) -> list[str]:
    """What else is on then, in Dutch; as far as this reader may read it. A constant number of queries."""
    rooms = Room.objects.filter(pk__in=SessionBreakout.objects.filter(item__session=session).values("room"))
    found = [*_of_the_council(council, moment, session, reader), *_of_its_people(council, moment, reader)]
    return [*found, *in_rooms(list(rooms), moment, session)][:MOST]


def in_rooms(rooms: Iterable[Room], moment: Moment, session: CouncilSession) -> Iterator[str]:
    """Which of these rooms are taken then, and by what: without names of what is not open."""
    breakouts = SessionBreakout.objects.filter(
        room__in=rooms, item__session__held_on=moment.on, item__begins__lt=moment.ends, item__ends__gt=moment.begins
    ).exclude(item__session=session).exclude(item__session__state=SessionState.CANCELLED)  # fmt: skip
    for row in breakouts.select_related("room", "item__session"):
        what = row.item.session.title if row.item.session.open_now else "een besloten sessie"
        yield IN_ROOM.format(row.room.name, f"{what}, {_hours(row.item.begins, row.item.ends)}")
    taken = ParallelSession.objects.filter(room__in=rooms, during__overlap=(moment.begin, moment.end))
    for parallel in taken.select_related("room"):
        hours = _hours(timezone.localtime(parallel.during.lower), timezone.localtime(parallel.during.upper))
        yield IN_ROOM.format(parallel.room.name, f"een vergadering, {hours}")


def _of_the_council(council: Body, moment: Moment, session: CouncilSession, reader: Reader) -> Iterator[str]:
    whole = council.part_of or council
    rows = CouncilSession.objects.visible_to(reader).of(whole).exclude(pk=session.pk)
    rows = rows.filter(held_on=moment.on, begins__lt=moment.ends, ends__gt=moment.begins)
    for row in rows.exclude(state=SessionState.CANCELLED).select_related("council"):
        yield f"{row.council.name} heeft dan al een sessie: {row.title}, {_hours(row.begins, row.ends)}."


def _of_its_people(council: Body, moment: Moment, reader: Reader) -> Iterator[str]:
    """Meetings of bodies in which people of the council sit as well: how many, and no names."""
    whole = council.part_of_id or council.pk
    people = Mandate.objects.on(moment.on).filter(Q(body=council) | Q(body=whole)).values("person")
    until = Q(ends_at__gt=moment.begin) | Q(ends_at__isnull=True, starts_at__gt=moment.begin - USUAL)
    meetings = list(
        Meeting.objects.visible_to(reader).filter(until, starts_at__lt=moment.end).select_related("body")
        .exclude(status__in=(MeetingStatus.CANCELLED, MeetingStatus.DROPPED, MeetingStatus.DISCARDED))
    )  # fmt: skip
    sit = Mandate.objects.on(moment.on).filter(body__in=[row.body_id for row in meetings], person__in=people)
    counted = dict(
        sit.values("body").annotate(many=Count("person", distinct=True)).values_list("body", "many")
    )
    for row in meetings:
        if row.body_id in (council.pk, whole):
            yield f"{row.body.name} vergadert dan: {row.title}, {_hours(row.starts_at, row.ends_at)}."
        elif many := counted.get(row.body_id, 0):
            who = "Eén lid van deze raad zit" if many == 1 else f"{many} leden van deze raad zitten"
            yield f"{who} dan ook in {row.body.name}: {row.title}, {_hours(row.starts_at, row.ends_at)}."


def _hours(begin: Any, end: Any) -> str:
    return f"{clock(begin)} – {clock(end)}" if end else f"vanaf {clock(begin)}"
