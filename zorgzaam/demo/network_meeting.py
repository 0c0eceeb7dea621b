"""The yearly network meeting of the demo: one that was, one in preparation with its first answers. Makes what is
missing and leaves the rest alone."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings.models import Meeting
from newsletters.network_meeting import sending, starting
from newsletters.network_meeting.answering import Given, Wish, answer, wish
from newsletters.network_meeting.models import Answer, NetworkBreakout, NetworkMeeting, WaveKind
from newsletters.network_meeting.obligation import months_after
from partners.contacts.models import Contact, ContactRole
from partners.organisations.models import Organisation, Participation, ParticipationKind
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person

INVENTED = "Verzonnen voor de demo."
BEGIN, LASTS = datetime.time(13), datetime.timedelta(hours=4)


def load() -> None:
    """Organisations in the circle, the last meeting, and the next one with what people answered."""
    data = facts("network_meeting")
    body = Body.objects.filter(pk=demo_id("body", "breed-netwerkoverleg")).first()
    if body is None:
        return
    for record in data["organisations"]:
        _organisation(record)
    last, coming = data["last"], data["next"]
    today = timezone.localdate()
    _meeting("network-last", body, last, _weekday(months_after(today, -last["months_ago"])))
    if not Meeting.objects.filter(pk=demo_id("meeting", "network-next")).exists():
        day = _weekday(today + datetime.timedelta(weeks=coming["weeks"]))
        _prepare(_meeting("network-next", body, coming, day), data)


def _organisation(record: dict[str, Any]) -> None:
    key = record["id"]
    made = put(
        Organisation, "organisation", key, name=record["name"], kind=record["kind"], source_note=INVENTED
    )
    circle = ParticipationKind.CIRCLE
    put(Participation, "participation", key, organisation=made, kind=circle, source_note=INVENTED)
    for name in record["contacts"]:
        said = {"name": name, "address": _address(name), "role": ContactRole.GENERAL}
        put(Contact, "contact", f"{key}/{name}", organisation=made, **said)


def _address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@kring.example"


def _weekday(day: datetime.date) -> datetime.date:
    """The Thursday of that week."""
    return day + datetime.timedelta(days=3 - day.weekday())


def _meeting(key: str, body: Body, record: dict[str, Any], day: datetime.date) -> Meeting:
    begin = timezone.make_aware(datetime.datetime.combine(day, BEGIN))
    title = f"{record['title']} {day.year}" if key.endswith("next") else record["title"]
    return put(
        Meeting, "meeting", key, body=body, title=title, starts_at=begin, ends_at=begin + LASTS,
        location=record["location"],
    )  # fmt: skip


def _prepare(meeting: Meeting, data: dict[str, Any]) -> None:
    made = starting.begin(meeting, by=SystemActor.SETUP)
    made.about, made.seats, made.rounds = (data["next"][name] for name in ("about", "seats", "rounds"))
    made.save()
    for position, record in enumerate(data["breakouts"], start=1):
        NetworkBreakout.objects.create(network_meeting=made, position=position, **record)
    invitation = made.waves.get(kind=WaveKind.INVITATION)
    bureau = Person.objects.filter(pk=demo_id("person", "bureau")).first()
    if bureau is not None:
        sending.start(invitation, by=bureau)
    meeting.publish(by=SystemActor.SETUP, without_mail=True)
    for record in data["answers"]:
        _answer(made, record)


def _answer(made: NetworkMeeting, record: dict[str, Any]) -> None:
    row = made.invitees.filter(address=f"{record['who']}@kring.example").first()
    if row is None:
        return
    said = Given(Answer.YES if record["names"] else Answer.NO, record["names"])
    answer(row, said, by=SystemActor.VISITOR)
    breakouts = list(made.breakouts.order_by("position"))
    for person in row.attendees.order_by("position"):
        liked = [breakouts[number - 1] for number in record.get("wishes", [])]
        wish(person, Wish(liked, diets=record.get("diets", [])), by=SystemActor.VISITOR)
