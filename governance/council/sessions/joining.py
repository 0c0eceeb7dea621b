"""Coming to a session: signing up, and the group one is in. Places are counted under the lock of the session."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from governance.council.sessions.models import CouncilSession, SessionPlace
from governance.council.sessions.programme import Part, programme_of
from governance.council.sessions.telling import facts_of
from governance.council.taking import taking
from zorgzaam.audit.actors import Actor, actor_key, actor_person_id
from zorgzaam.people.models import Person

TOO_LATE = "U kunt zich niet meer aanmelden: de sessie is geweest of gaat niet door."
NO_GROUP = "Die groep is er niet meer. Kies een andere."
FULL = "Groep {} zit vol. Kies een andere groep."
ALL_FULL = "Alle groepen zitten vol. Vraag de griffie wat er nog kan."


@dataclass(frozen=True)
class Room:
    """One group one may be in: how many people are in it, and for how many there is room (None: no limit)."""

    letter: str
    taken: int
    size: int | None

    @property
    def left(self) -> int | None:
        return None if self.size is None else max(0, self.size - self.taken)

    @property
    def is_full(self) -> bool:
        return self.left == 0


def in_breakouts(programme: Sequence[Part]) -> Part | None:
    """The part of the programme in breakouts, once it has them."""
    return next((part for part in programme if part.breakouts), None)


def rooms_of(session: CouncilSession, part: Part | None) -> list[Room]:
    """The groups of a session with how full they are; one query, none without breakouts."""
    if part is None:
        return []
    taken = Counter(session.places.values_list("group", flat=True))
    return [Room(letter, taken[letter], part.item.group_size) for letter in part.groups]


def join(session: CouncilSession, person: Person, group: str = "", *, by: Actor) -> SessionPlace:
    """Sign somebody up, or put them in another group. Without a group: the emptiest one, and who has one keeps it.
    ValidationError (Dutch) when it is over or cancelled, or the group is full or gone. Twice is once."""
    with taking(session, by) as row:
        if not row.takes_people:
            raise ValidationError(TOO_LATE)
        place = row.places.filter(person=person).first() or SessionPlace(session=row, person=person)
        letter = _letter(row, place.group, group)
        if place._state.adding or place.group != letter:
            place.group, adding = letter, place._state.adding
            if adding or actor_person_id(actor_key(by)) == person.pk:
                place.known = facts_of(place)  # who does it sees it
            place.save()
    return place


def leave(session: CouncilSession, person: Person, *, by: Actor) -> bool:
    """Sign somebody off. True when they were signed up."""
    with taking(session, by) as row:
        return bool(row.places.filter(person=person).delete()[0])


def spread(session: CouncilSession, *, by: Actor) -> int:
    """Give a group to who has none, or whose group is gone, the emptiest first; how many got one. ValidationError
    (Dutch) when there is no room for all of them."""
    with taking(session, by) as row:
        part = in_breakouts(programme_of(row))
        waiting = row.places.exclude(group__in=part.groups).order_by("signed_at", "pk") if part else []
        for place in waiting:
            place.group = _letter(row, "", "")
            place.save()
        return len(waiting)


def _letter(session: CouncilSession, now: str, wanted: str) -> str:
    """The group somebody gets who is in `now` and asks for `wanted` ("" for whichever)."""
    rooms = {room.letter: room for room in rooms_of(session, in_breakouts(programme_of(session)))}
    if wanted and wanted not in rooms:
        raise ValidationError(NO_GROUP)
    if not rooms or (now in rooms and wanted in ("", now)):
        return now if rooms else ""
    if wanted and rooms[wanted].is_full:
        raise ValidationError(FULL.format(wanted))
    return wanted or _emptiest(list(rooms.values()))


def _emptiest(rooms: list[Room]) -> str:
    free = [room for room in rooms if not room.is_full]
    if not free:
        raise ValidationError(ALL_FULL)
    return min(free, key=lambda room: (room.taken, room.letter)).letter
