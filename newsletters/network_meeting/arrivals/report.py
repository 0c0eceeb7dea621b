"""Who was there, afterwards: per organisation, and as a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from newsletters.network_meeting.arrivals.door import people
from newsletters.network_meeting.arrivals.papers import rounds_of
from newsletters.network_meeting.models import Attendee, NetworkMeeting, Source

NOBODY_IN_PARTICULAR = "Zonder organisatie"


@dataclass
class Line:
    """An organisation with how many people were announced for it with a seat, and how many came."""

    name: str
    announced: int = 0
    came: int = 0


def per_organisation(rows: list[Attendee]) -> list[Line]:
    """Who speaks for two organisations counts with both; so the lines may add up to more than there were."""
    lines: dict[str, Line] = {}
    for person in rows:
        for name in _organisations(person):
            line = lines.setdefault(name, Line(name))
            line.announced += person.has_a_seat and not unannounced(person)
            line.came += is_in(person)
    return sorted(lines.values(), key=lambda line: (line.name == NOBODY_IN_PARTICULAR, line.name.casefold()))


def _organisations(person: Attendee) -> list[str]:
    if person.speaks_for != person.invitee.speaks_for:
        return [person.speaks_for]
    return [each.name for each in person.invitee.organisations.all()] or [NOBODY_IN_PARTICULAR]


def is_in(person: Attendee) -> bool:
    """Whether somebody wrote down that this person came."""
    return hasattr(person, "arrival")


def unannounced(person: Attendee) -> bool:
    """Came without announcing."""
    return person.invitee.source == Source.AT_THE_DOOR


COLUMNS: Mapping[str, Callable[[Attendee], Any]] = {
    "naam": lambda person: person.called,
    "namens": lambda person: person.speaks_for,
    "aangemeld": lambda person: not unannounced(person),
    "had een plaats": lambda person: person.has_a_seat,
    "was er": is_in,
    "binnen om": lambda person: f"{timezone.localtime(person.arrival.at):%H:%M}" if is_in(person) else "",
    "deelsessies": lambda person: "\n".join(rounds_of(person)),
}


def as_rows(meeting: NetworkMeeting) -> list[list[Any]]:
    """A line per person, for a file with the headings of COLUMNS."""
    return [[column(person) for column in COLUMNS.values()] for person in people(meeting)]
