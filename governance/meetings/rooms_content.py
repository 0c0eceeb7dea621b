"""Parallel sessions as data of a snapshot, and how a snapshot writes moments and names."""

import datetime
from typing import Any

from governance.meetings.models import AgendaItem, ParallelSession
from governance.meetings.parallel import rounds_of
from zorgzaam.people.models import Person

Content = dict[str, Any]


def moment(value: datetime.datetime) -> str:
    """A moment (aware) as ISO 8601 in UTC, to the second."""
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parsed(text: str | None) -> datetime.datetime | None:
    """The moment that `moment` wrote; None for none."""
    return datetime.datetime.fromisoformat(text) if text else None


def named_to(person: Person | None, *, named: bool) -> str:
    """The name, for who is told names (`named`) or with the person's own leave; "" otherwise."""
    return person.name if person and (named or person.named_publicly) else ""


def rooms_of(item: AgendaItem, start: datetime.datetime, *, named: bool) -> Content | None:
    """The sessions of an item that is held in several rooms; None for every other item."""
    part = getattr(item, "parallel", None)
    if part is None:
        return None
    sessions = list(part.sessions.all())
    return {
        "rotates": part.rotates,
        "changeover": part.changeover_minutes,
        "sessions": [
            {"title": one.title, "room": one.room.name, "host": led_by(one, named=named)} for one in sessions
        ],
        "rounds": [
            {
                "number": each.number,
                "begin": moment(each.begin),
                "end": moment(each.end),
                "groups": each.groups,
            }
            for each in rounds_of(len(sessions), part, start)
            if each.begin and each.end
        ],
    }


def led_by(session: ParallelSession, *, named: bool) -> str:
    """Which organisation and who leads a session; a person as in `owner_of`."""
    return ", ".join(name for name in (session.organiser, named_to(session.host, named=named)) if name)


def with_round_moments(parallel: Content) -> Content:
    """Parallel sessions with datetimes, and a row per session that says which group is there in each round."""
    rounds = [
        {**each, "begin": parsed(each["begin"]), "end": parsed(each["end"])} for each in parallel["rounds"]
    ]
    rows = [
        {"session": session, "groups": [each["groups"][place] for each in rounds]}
        for place, session in enumerate(parallel["sessions"])
    ]
    return {**parallel, "rounds": rounds, "rows": rows}
