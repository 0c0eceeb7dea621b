"""Who belongs to the circle on the day of a meeting, and by which addresses they are reached.

An organisation in the circle takes part without being directly joined (R4, R6). An address that several organisations
have is asked once, for all of them.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower, Trim
from django.utils import timezone

from newsletters.network_meeting.models import (
    Answer,
    Invitee,
    NetworkMeeting,
    Source,
    WaveKind,
    WaveLetter,
)
from partners.contacts.models import Contact
from partners.organisations.models import Organisation, ParticipationKind, Representation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person
from zorgzaam.secret_links import fingerprint


@dataclass
class Reached:
    """One address, and for which organisations."""

    name: str
    address: str
    organisations: list[Organisation] = field(default_factory=list)
    person: Person | None = None


def in_the_circle(day: datetime.date) -> "QuerySet[Organisation]":
    """Organisations that are asked every year and are not directly joined on `day`."""
    known = Organisation.objects.remaining().filter(ended_note="").taking_part_on(day)
    return known.filter(takes_part=ParticipationKind.CIRCLE).order_by("name")


def reached(day: datetime.date) -> list[Reached]:
    """Everybody by whom the circle is reached on `day`, each address once; four queries."""
    found: dict[str, Reached] = {}
    of_whole = {organisation.whole: organisation for organisation in in_the_circle(day)}
    for whole, name, address, person in sorted(_lines(of_whole, day), key=lambda line: line[1].casefold()):
        one = found.setdefault(address.strip().lower(), Reached(name, address.strip().lower(), person=person))
        one.person = one.person or person
        if of_whole[whole] not in one.organisations:
            one.organisations.append(of_whole[whole])
    return list(found.values())


Line = tuple[uuid.UUID, str, str, Person | None]


def _lines(wholes: Iterable[uuid.UUID], day: datetime.date) -> list[Line]:
    among = list(wholes)
    contacts, speaking = _contacts(among, day), _speaking(among, day)
    lines: list[Line] = [
        (row.organisation.whole, row.name, row.address, None)
        for row in contacts.select_related("organisation").order_by("pk")
    ]
    people = speaking.select_related("organisation", "person").order_by("pk")
    return lines + [(row.organisation.whole, row.person.name, row.person.email, row.person) for row in people]


def _contacts(wholes: Any, day: datetime.date) -> "QuerySet[Contact]":
    return Contact.objects.on(day).filter(organisation__whole__in=wholes).exclude(address="")


def _speaking(wholes: Any, day: datetime.date) -> "QuerySet[Representation]":
    rows = Representation.objects.on(day).filter(
        organisation__whole__in=wholes, person__erased_at__isnull=True
    )
    return rows.exclude(person__email="")


def left(meeting: NetworkMeeting) -> "QuerySet[Invitee]":
    """Who came on the list by the circle and is in it no more: they were not written to yet, and are not asked. Looked
    at whenever it matters, so who belongs to it again is asked again."""
    day = meeting.meeting.day
    wholes = in_the_circle(day).order_by().values("whole")
    by_contact = _contacts(wholes, day).annotate(reached=Lower(Trim("address"))).order_by().values("reached")
    by_person = (
        _speaking(wholes, day).annotate(reached=Lower(Trim("person__email"))).order_by().values("reached")
    )
    rows = meeting.invitees.asked().filter(source=Source.COMPUTED, answer=Answer.NONE, told=0)
    # Who has another address now is written to at that one.
    speaks = Q(person__in=_speaking(wholes, day).order_by().values("person"))
    return rows.annotate(known_by=Lower("address")).exclude(
        Q(known_by__in=by_contact) | Q(known_by__in=by_person) | speaks
    )


def without_address(meeting: NetworkMeeting) -> list[Organisation]:
    """Organisations in the circle nobody of whom is on the list: nobody is forgotten unseen."""
    asked = meeting.invitees.exclude(pk__in=left(meeting).values("pk"))
    on_list = Organisation.objects.filter(network_invitees__in=asked).values("whole")
    return list(in_the_circle(meeting.meeting.day).exclude(whole__in=on_list))


def gather(meeting: NetworkMeeting, *, by: Actor) -> int:
    """Put on the list who is in the circle and not on it yet; how many are new. Asked twice it adds nobody twice; who
    was left out stays left out. Who was not written to yet is asked for the organisations of today only."""
    with acting(by), transaction.atomic():
        found = {one.address: one for one in reached(meeting.meeting.day)}
        listed = {row.address.lower(): row for row in meeting.invitees.filter(address__in=found)}
        rows = [_row(meeting, one) for address, one in found.items() if address not in listed]
        Invitee.objects.bulk_create(rows, ignore_conflicts=True)
        now = Invitee.objects.filter(network_meeting=meeting, address__in=found)
        for row in now.prefetch_related("organisations"):
            before, speaks_for = set(row.organisations.all()), set(found[row.address].organisations)
            if row.source != Source.COMPUTED or row.told:
                speaks_for |= before
            if speaks_for != before:
                row.organisations.set(speaks_for)
        return Invitee.objects.filter(pk__in=[row.pk for row in rows]).count()


def _row(meeting: NetworkMeeting, one: Reached) -> Invitee:
    row = Invitee(network_meeting=meeting, name=one.name[:120], address=one.address, person=one.person)
    row.link_fingerprint = fingerprint(row.secret)
    return row


def not_asked_since(months: int = 18) -> "QuerySet[Organisation]":
    """Organisations in the circle of which nobody got an invitation in so many months."""
    since = timezone.now() - datetime.timedelta(days=round(months * 30.44))
    letters = WaveLetter.objects.filter(
        wave__kind=WaveKind.INVITATION, written_at__gte=since, invitee__organisations__whole=OuterRef("whole")
    )
    # Whose answer was written down by telephone was asked too.
    answers = Invitee.objects.filter(answered_at__gte=since, organisations__whole=OuterRef("whole"))
    return in_the_circle(timezone.localdate()).exclude(Exists(letters) | Exists(answers))
