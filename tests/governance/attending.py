"""Factories for who is there; each writes as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from governance.attendance.inviting import invite, invite_guest
from governance.attendance.jobs import tell_invited
from governance.attendance.models import Invitation, QuorumRequirement, QuorumRule
from governance.attendance.replying import Answer, Reply, answer
from governance.bodies.models import Body, BodyKind, Mandate, Role
from governance.meetings.models import Meeting
from partners.organisations.models import Organisation, OrganisationKind
from partners.regions.models import Municipality
from tests import world as cast
from tests.governance.agendas import a_meeting
from tests.world import set_up
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail

KIND = "meeting-invitation"


@set_up
def asked(meeting: Meeting, who: User | Person) -> Invitation:
    """The invitation of somebody who sits in the body, or of a guest."""
    person = who.person if isinstance(who, User) else who
    mandate = Mandate.objects.on(meeting.day).filter(body=meeting.body, person=person).first()
    if mandate:
        invite(meeting, [mandate], by=SystemActor.SETUP)
    else:
        invite_guest(meeting, person, by=SystemActor.SETUP)
    return Invitation.objects.select_related("meeting__body", "person", "seat", "organisation").get(
        meeting=meeting, person=person
    )


@set_up
def sent() -> int:
    """What the sweeper does; how many letters are new."""
    return tell_invited()


def mails(who: User | Person) -> list[OutgoingMail]:
    person = who.person if isinstance(who, User) else who
    return list(OutgoingMail.objects.filter(kind=KIND, to_person=person).order_by("created_at"))


def calendar_of(mail: OutgoingMail) -> dict[str, str]:
    """The lines of a calendar by name, unfolded; the last one of a name."""
    unfolded = mail.calendar.replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in unfolded if ":" in line)


@set_up
def moved(meeting: Meeting, **values: Any) -> Meeting:
    """The meeting with other facts, saved."""
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()
    return meeting


def replied(row: Invitation, reply: Reply = Reply.YES, **more: Any) -> bool:
    return answer(row, Answer(reply, **more), by=row.person)


@set_up
def rule(
    body: Body,
    *,
    groups: dict[str, int] | None = None,
    organisations: tuple[Organisation, ...] = (),
    **extra: Any,
) -> QuorumRule:
    made = QuorumRule.objects.create(body=body, starts_on=cast.LONG_AGO, **extra)
    for group, count in (groups or {}).items():
        QuorumRequirement.objects.create(rule=made, group=group, count=count)
    for organisation in organisations:
        QuorumRequirement.objects.create(rule=made, organisation=organisation)
    return made


@set_up
def table_of(count: int, *, name: str = "Overleg", kinds: tuple[str, ...] = ()) -> tuple[Body, list[Person]]:
    """A body with so many organisations, a person on the seat of each. `kinds` are theirs, "gemeente" among them."""
    body = cast.body(name, BodyKind.EXECUTIVE_MEETING)
    people = []
    for number in range(count):
        kind = kinds[number] if number < len(kinds) else OrganisationKind.CARE_PROVIDER
        extra: dict[str, Any] = {}
        if kind == "gemeente":
            kind = OrganisationKind.GOVERNMENT
            place = f"{name}-{number}".lower().replace(" ", "-")
            extra["municipality"] = Municipality.objects.create(name=place, slug=place)
        organisation = cast.organisation(f"{name} {number}", kind, **extra)
        person = cast.person(f"{name} Lid {number}")
        cast.mandate(person, body, Role.MEMBER, seat=cast.seat(body, organisation, position=number))
        people.append(person)
    return body, people


def a_meeting_with(body: Body, people: list[Person], **extra: Any) -> tuple[Meeting, list[Invitation]]:
    """A meeting to which all of them are asked."""
    meeting = a_meeting(body, "Overleg in mei", **extra)
    return meeting, [asked(meeting, person) for person in people]


def in_an_hour() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(hours=1)
