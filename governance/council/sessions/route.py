"""My route: which room, when. Worked out at every look, so that another room shows at once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from governance.attendance.icalendars import Happening, feed
from governance.council.sessions.models import CouncilSession, SessionPlace
from governance.council.sessions.models.sessions import at
from governance.council.sessions.programme import Part


@dataclass(frozen=True)
class Stop:
    """One stop: from when to when, what it is, who looks after it, and in which room ("" for the session itself)."""

    begins: datetime.time
    ends: datetime.time
    title: str
    by: str = ""
    where: str = ""


def route_of(programme: Sequence[Part], group: str) -> list[Stop]:
    """The stops of who is in this group, in order. Without a group, or in one that is gone, a part in breakouts is one
    stop."""
    return [stop for part in programme for stop in _stops(part, group)]


def _stops(part: Part, group: str) -> list[Stop]:
    if group not in part.groups:
        return [Stop(part.item.begins, part.item.ends, part.item.title)]
    visits = [(turn, turn.of(group)) for turn in part.turns]
    return [Stop(turn.begins, turn.ends, there.topic, there.by, there.where) for turn, there in visits]


def calendar(session: CouncilSession, place: SessionPlace, stops: Sequence[Stop]) -> bytes:
    """The route as a calendar: an entry per stop."""
    return feed(session.title, [_entry(session, place, number, stop) for number, stop in enumerate(stops, 1)])


def _entry(session: CouncilSession, place: SessionPlace, number: int, stop: Stop) -> Happening:
    off = "Gaat niet door: " if session.is_cancelled else ""
    return Happening(
        uid=f"sessie-{session.pk}-{place.pk}-{number}@{settings.MAIL_DOMAIN}",
        title=f"{off}{stop.title}",
        starts_at=at(session.held_on, stop.begins),
        ends_at=at(session.held_on, stop.ends),
        location=", ".join(words for words in (stop.where, session.place) if words),
        stamp=place.signed_at,
        url=f"{settings.SITE_URL}{session.get_absolute_url()}",
        words=session.title,
        sequence=session.version,
        off=session.is_cancelled,
    )
