"""At the door: somebody comes in, once; a mistake is taken back; who comes without announcing is added."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from governance.meetings.facts import as_published
from newsletters.network_meeting.answering import still_there
from newsletters.network_meeting.models import Answer, Arrival, Attendee, Invitee, NetworkMeeting, Source
from newsletters.network_meeting.settling import settle, taking
from partners.organisations.models import Organisation
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.ui.dates import moment

# People come in from so long before it begins.
BEFORE = datetime.timedelta(hours=12)
TOO_EARLY = "Het is nog niet zover. Iemand als binnen melden kan vanaf {}."
OFF = "Deze bijeenkomst gaat niet door."
THERE = "Deze naam staat al op de lijst. Zet er iets bij, of meld die persoon aan."
MISTAKE = "Vergissing aan de deur"


@dataclass(frozen=True)
class Count:
    """How many people were announced with a seat, how many are in, and how many of those nobody announced."""

    expected: int
    here: int
    unannounced: int

    @property
    def missing(self) -> int:
        return max(0, self.expected - (self.here - self.unannounced))


def people(meeting: NetworkMeeting) -> "QuerySet[Attendee]":
    """Everybody who was announced or came, by name; with what a line of the list shows."""
    rows = Attendee.objects.filter(network_meeting=meeting).select_related("invitee", "arrival__by")
    return rows.prefetch_related("invitee__organisations", "choices__breakout").order_by(Lower("name"), "pk")


def opens_at(meeting: NetworkMeeting) -> datetime.datetime:
    """From when on people come in."""
    return meeting.meeting.starts_at - BEFORE


def is_early(meeting: NetworkMeeting) -> bool:
    """Whether nobody can come in yet."""
    return timezone.now() < opens_at(meeting)


def is_the_day(meeting: NetworkMeeting) -> bool:
    """Whether the door is open, and it is not over."""
    return not (meeting.is_off or meeting.is_over or is_early(meeting))


def _check_open(meeting: NetworkMeeting) -> None:
    if meeting.is_off:
        raise ValidationError(OFF)
    if is_early(meeting):
        raise ValidationError(TOO_EARLY.format(moment(opens_at(meeting))))


def arrive(person: Attendee, *, by: Person) -> bool:
    """Write down that this person is in; False when that was so already. ValidationError when it does not go on, or it
    is too early, by the hour readers know."""
    as_published(person.network_meeting.meeting)
    _check_open(person.network_meeting)
    with acting(by), transaction.atomic():
        # Nobody takes this person off the list meanwhile.
        still_there(person)
        _, new = Arrival.objects.get_or_create(attendee=person, defaults={"by": by})
    return new


def take_back(person: Attendee, *, by: Person) -> bool:
    """It was a mistake; False when nobody was in. Who was added at the door leaves the list again."""
    with taking(person.network_meeting, by) as meeting:
        if not Arrival.objects.filter(attendee=person).delete()[0]:
            return False
        if person.invitee.source == Source.AT_THE_DOOR:
            invitee = person.invitee
            person.choices.all().delete()
            person.delete()
            invitee.excluded_at, invitee.reason = timezone.now(), MISTAKE
            invitee.save()
            settle(meeting)
    return True


def walk_in(meeting: NetworkMeeting, name: str, organisation: Organisation | None, *, by: Person) -> Attendee:
    """Somebody nobody announced is here: on the list, and in. They get a seat while there is one; being there counts
    anyway. ValidationError when that name came in at the door just now, or is on the list; or it is too early."""
    name = " ".join(name.split())
    with taking(meeting, by) as now:
        _check_open(now)
        if now.attendees.filter(name__iexact=name).exists():
            raise ValidationError({"name": THERE})
        at = timezone.now()
        invitee = Invitee(network_meeting=now, name=name, source=Source.AT_THE_DOOR)
        invitee.answer, invitee.answered_at = Answer.YES, at
        invitee.save()
        if organisation is not None:
            invitee.organisations.set([organisation])
        person = Attendee(network_meeting=now, invitee=invitee, position=1, name=name, asked_at=at)
        if now.seats is None or now.attendees.seated().count() < now.seats:
            person.seated_at = at
        person.save()
        Arrival.objects.create(attendee=person, by=by)
    return person


def counted(meeting: NetworkMeeting) -> Count:
    """The figures at the top of the list; three counts whatever the number of people."""
    rows = Attendee.objects.filter(network_meeting=meeting)
    announced = rows.exclude(invitee__source=Source.AT_THE_DOOR)
    here = rows.filter(arrival__isnull=False)
    return Count(
        announced.seated().count(), here.count(), here.filter(invitee__source=Source.AT_THE_DOOR).count()
    )


def named(meeting: NetworkMeeting, typed: str) -> "QuerySet[Attendee]":
    """People of whom the name, or the organisation they speak for, holds what was typed; all of them for nothing."""
    rows = people(meeting)
    for word in typed.split()[:5]:
        found = Attendee.objects.filter(name__unaccent__icontains=word)
        found |= Attendee.objects.filter(invitee__organisations__name__unaccent__icontains=word)
        rows = rows.filter(pk__in=found.order_by().values("pk"))
    return rows
