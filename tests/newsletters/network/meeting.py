"""Factories for the yearly network meeting; each writes as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body, BodyKind
from governance.meetings.models import Meeting
from newsletters.network_meeting import starting
from newsletters.network_meeting.answering import Given, answer
from newsletters.network_meeting.jobs import send_waves, tell_changes
from newsletters.network_meeting.models import (
    Answer,
    Attendee,
    Invitee,
    NetworkBreakout,
    NetworkMeeting,
    Source,
    Wave,
    WaveKind,
)
from partners.contacts.models import Contact, ContactRole
from partners.organisations.models import Organisation, Participation, ParticipationKind
from tests import world as cast
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.post.models import OutgoingMail


@set_up
def yearly_body() -> Body:
    found = Body.objects.filter(kind=BodyKind.YEARLY_MEETING).first()
    return found or Body.objects.create(name="Breed netwerkoverleg", kind=BodyKind.YEARLY_MEETING)


@set_up
def in_circle(name: str, *addresses: str, kind: str = ParticipationKind.CIRCLE) -> Organisation:
    """An organisation that takes part so, with a contact per address."""
    organisation = cast.organisation(name)
    Participation.objects.create(organisation=organisation, kind=kind, starts_on=cast.LONG_AGO)
    for address in addresses:
        who = f"Contact {address.split('@')[0]}"
        Contact.objects.create(
            organisation=organisation, role=ContactRole.GENERAL, name=who, address=address, starts_on=cast.LONG_AGO
        )  # fmt: skip
    return organisation


def in_days(days: float) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=days)


@set_up
def a_meeting(days: float = 40, *, body: Body | None = None, title: str = "Breed netwerkoverleg") -> Meeting:
    """A meeting of the yearly body, so many days from now (below zero: in the past)."""
    begin = in_days(days)
    return Meeting.objects.create(
        body=body or yearly_body(), title=title, starts_at=begin, ends_at=begin + datetime.timedelta(hours=3),
        location="Dorpshuis",
    )  # fmt: skip


@set_up
def prepared(days: float = 40, **facts: Any) -> NetworkMeeting:
    """A network meeting with everybody of the circle on its list."""
    made = starting.begin(a_meeting(days), by=SystemActor.SETUP)
    for name, value in facts.items():
        setattr(made, name, value)
    made.save()
    return made


@set_up
def a_breakout(of: NetworkMeeting, topic: str, **extra: Any) -> NetworkBreakout:
    return NetworkBreakout.objects.create(
        network_meeting=of, topic=topic, position=of.breakouts.count() + 1, **extra
    )


@set_up
def an_invitee(of: NetworkMeeting, name: str, **extra: Any) -> Invitee:
    """Somebody who is asked besides the circle."""
    extra = {"source": Source.ADDED, "reason": "Hoort erbij", **extra}
    extra.setdefault("address", f"{name.lower().replace(' ', '.')}@kring.example")
    row = Invitee(network_meeting=of, name=name, **extra)
    row.save()
    return row


def comes(row: Invitee, *names: str) -> list[Attendee]:
    """They say yes, with these people (themselves)."""
    answer(row, Given(Answer.YES, names or [row.name]), by=SystemActor.VISITOR)
    return list(row.attendees.order_by("position"))


def stays_away(row: Invitee) -> None:
    answer(row, Given(Answer.NO), by=SystemActor.VISITOR)


@set_up
def moved(row: Any, **values: Any) -> Any:
    """The row with other facts, whatever they are."""
    type(row).objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def wave(of: NetworkMeeting, kind: str = WaveKind.INVITATION) -> Wave:
    return of.waves.filter(kind=kind).order_by("goes_at").first()  # type: ignore[return-value]


@set_up
def fired() -> int:
    """What the clock does; how many mails are new."""
    return send_waves()


@set_up
def told() -> int:
    return tell_changes()


def mails(kind: str, address: str = "") -> list[OutgoingMail]:
    rows = OutgoingMail.objects.filter(kind=kind).order_by("created_at", "pk")
    return list(rows.filter(to_address=address) if address else rows)
