"""Answering an invitation: yes or no, who comes, what they would like, and what they need. Until the meeting begins.

The network meeting is locked first, always: the last seat goes to one (promise I9).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone

from newsletters.network_meeting.listing import locked
from newsletters.network_meeting.models import (
    NOT_CHOSEN,
    Answer,
    Arrival,
    Attendee,
    AttendeeNeeds,
    BreakoutChoice,
    Invitee,
    NetworkBreakout,
)
from newsletters.network_meeting.settling import settle, taking
from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.secret_links import fingerprint
from zorgzaam.versions import StaleVersion

MOST_PEOPLE = 10
TOO_LATE = "Antwoorden kan niet meer: de bijeenkomst is begonnen of gaat niet door."
NOT_ASKED = "Deze uitnodiging geldt niet meer."
ARRIVED = "U bent al binnen. Klopt er iets niet? Vraag het aan iemand van de organisatie."
GONE = "Deze persoon staat niet meer op de lijst."
WIPED = "Er staat nu een andere naam. Wat {} eet en nodig heeft, is daarom gewist. Geef het zo nodig opnieuw door."
NOBODY = "Schrijf op wie er komt."
TOO_MANY = f"U kunt hoogstens {MOST_PEOPLE} mensen opgeven. Komt u met meer? Bel of mail het netwerkbureau."
TWICE = "Deze naam staat er twee keer. Zet er iets bij, zodat wij ze uit elkaar houden."


@dataclass(frozen=True)
class Given:
    """What somebody answers."""

    answer: Answer
    names: Sequence[str] = ()
    remark: str = ""


@dataclass(frozen=True)
class Wish:
    """What one person would like, what they like most first; and what they need."""

    breakouts: Sequence[NetworkBreakout] = ()
    diets: Sequence[str] = field(default_factory=list)
    dietary_needs: str = ""
    access_needs: str = ""


def answer(row: Invitee, given: Given, *, by: Actor, seen: int | None = None) -> bool:
    """Write the answer down; True when it differs from what stood there. `seen`: the version that was looked at,
    StaleVersion when there is another by now. ValidationError (Dutch) when it is too late or a name is missing."""
    with taking(row.network_meeting, by) as meeting:
        now = locked(row)
        if not now.is_asked:
            raise ValidationError(NOT_ASKED)
        if not meeting.takes_replies:
            raise ValidationError(TOO_LATE)
        if Arrival.objects.filter(attendee__invitee=now).exists():
            raise ValidationError(ARRIVED)
        names = _checked(given, most=MOST_PEOPLE if by is SystemActor.VISITOR else None)
        if _same(now, given, names):
            return False
        if seen is not None and now.version != seen:
            raise StaleVersion
        now.answer, now.answered_at, now.remark = given.answer, timezone.now(), given.remark
        now.save()
        _write_people(now, names)
        settle(meeting)
    return True


def names_with_needs(row: Invitee) -> dict[uuid.UUID, str]:
    """Of who comes: for whom something is written down that they eat or need."""
    return dict(row.attendees.filter(needs__isnull=False).values_list("pk", "name"))


def wiped(row: Invitee, before: dict[uuid.UUID, str]) -> str:
    """To say when a place got another name, and what that person needs went with the name; "" when nothing went. Who
    only corrects a name has to know, for it may be an allergy."""
    known, there = names_with_needs(row), set(row.attendees.values_list("pk", flat=True))
    names = [name for pk, name in before.items() if pk in there and pk not in known]
    return WIPED.format(" en ".join(names)) if names else ""


def _checked(given: Given, most: int | None) -> list[str]:
    if given.answer != Answer.YES:
        return []
    names = [" ".join(name.split())[:120] for name in given.names if name.strip()]
    if not names:
        raise ValidationError({"names": NOBODY})
    if most is not None and len(names) > most:
        raise ValidationError({"names": TOO_MANY})
    if len({name.casefold() for name in names}) < len(names):
        raise ValidationError({"names": TWICE})
    return names


def _same(row: Invitee, given: Given, names: list[str]) -> bool:
    people = list(row.attendees.order_by("position").values_list("name", flat=True))
    return (row.answer, row.remark, people) == (given.answer, given.remark, names)


def _write_people(row: Invitee, names: list[str]) -> None:
    """Who is on it already keeps seat and places; a name in place of another is the same seat with another name."""
    there = {person.name.casefold(): person for person in row.attendees.order_by("position")}
    kept = {name: there.pop(name.casefold()) for name in names if name.casefold() in there}
    spare = list(there.values())
    for position, name in enumerate(names, start=1):
        person = kept.get(name) or (spare.pop(0) if spare else None)
        if person is None:
            person = Attendee(invitee=row, network_meeting=row.network_meeting)
        elif name not in kept:
            AttendeeNeeds.objects.filter(attendee=person).delete()  # were somebody else's
        person.name, person.position = name, position
        person.save()
    for person in spare:
        person.delete()


def wish(person: Attendee, wanted: Wish, *, by: Actor, seen: str | None = None) -> None:
    """What one of the people would like and needs. `seen`: the `stand_of` that was looked at, StaleVersion when it is
    another by now, or another person's. ValidationError (Dutch) when it is too late."""
    with taking(person.network_meeting, by) as meeting:
        if not meeting.takes_replies:
            raise ValidationError(TOO_LATE)
        now = still_there(person)
        if seen is not None and seen != stand_of(now):
            raise StaleVersion
        _write_choices(now, wanted.breakouts)
        _write_needs(now, wanted)
        settle(meeting)


def stand_of(person: Attendee) -> str:
    """A mark of whose place this is and what they said they would like and need: another one when any of it changed."""
    needs = AttendeeNeeds.objects.filter(attendee=person).values_list(
        "diets", "dietary_needs", "access_needs"
    )
    ranked = person.choices.exclude(rank=NOT_CHOSEN).order_by("rank").values_list("breakout_id", flat=True)
    return fingerprint(repr((person.name, list(needs), [str(each) for each in ranked])))


def still_there(person: Attendee) -> Attendee:
    """The person as they are now, locked. ValidationError when they were taken off the list meanwhile."""
    now = Attendee.objects.select_for_update(no_key=True, of=("self",)).filter(pk=person.pk).first()
    if now is None:
        raise ValidationError(GONE)
    return now


def _write_choices(person: Attendee, breakouts: Sequence[NetworkBreakout]) -> None:
    """A breakout that was chosen before keeps its turn; what a person of the bureau gave them stays."""
    ranks = {breakout.pk: rank for rank, breakout in enumerate(dict.fromkeys(breakouts), start=1)}
    for row in person.choices.all():
        rank = ranks.pop(row.breakout_id, None)
        if rank is not None:
            BreakoutChoice.objects.filter(pk=row.pk).exclude(rank=rank).update(rank=rank)
        elif not row.pinned:
            row.delete()
    now = timezone.now()
    for breakout, rank in ranks.items():
        BreakoutChoice.objects.create(attendee=person, breakout_id=breakout, rank=rank, asked_at=now)


def _write_needs(person: Attendee, wanted: Wish) -> None:
    said = {
        "diets": sorted(wanted.diets),
        "dietary_needs": wanted.dietary_needs,
        "access_needs": wanted.access_needs,
    }
    if any(said.values()):
        AttendeeNeeds.objects.update_or_create(attendee=person, defaults=said)
    else:
        AttendeeNeeds.objects.filter(attendee=person).delete()
