"""Who was and who will be at the meetings of the demo; all of it invented, and said to be so."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from governance.attendance.inviting import invite
from governance.attendance.models import (
    Invitation,
    Movement,
    MovementKind,
    Presence,
    PresenceState,
    QuorumRequirement,
    QuorumRule,
    Reply,
)
from governance.attendance.replying import Answer, answer
from governance.bodies.models import Mandate
from governance.meetings.models import Meeting
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person


def load() -> None:
    """The rule of the coalition, who is asked to its next meeting and who was at its last; what is missing is made."""
    data = facts("attendance")
    for record in data["rules"]:
        _rule(record)
    _coming(data["coming"])
    _past(data["past"])


def _rule(record: dict[str, Any]) -> None:
    body = demo_id("body", record["body"])
    if QuorumRule.objects.filter(body=body).exists():
        return
    rule = QuorumRule.objects.create(
        id=demo_id("quorum-rule", record["body"]),
        body_id=body,
        number=record["number"],
        most_proxies=record["most_proxies"],
        source_note=record["note"],
    )
    for group, count in record["groups"].items():
        QuorumRequirement.objects.create(rule=rule, group=group, count=count)


def _meeting(record: dict[str, Any]) -> Meeting | None:
    """A meeting of the demo to which nobody was asked yet."""
    found = Meeting.objects.filter(pk=demo_id("meeting", record["meeting"]), invitations=None)
    return found.select_related("body").first()


def _mandates(meeting: Meeting) -> list[Mandate]:
    held = Mandate.objects.on(meeting.day).filter(body=meeting.body).exclude(person__erased_at__isnull=False)
    return list(held.select_related("person", "seat__organisation"))


def _coming(record: dict[str, Any]) -> None:
    meeting = _meeting(record)
    if meeting is None or meeting.starts_at <= timezone.now() or meeting.is_off or meeting.is_discarded:
        return
    invite(meeting, _mandates(meeting), by=SystemActor.SETUP)
    for person, reply in record["replies"].items():
        row = meeting.invitations.filter(person=demo_id("person", person)).first()
        if row is not None:
            answer(row, Answer(Reply(reply)), by=row.person)


def _past(record: dict[str, Any]) -> None:
    """Facts of a day that is over: nobody is written to about it."""
    meeting = _meeting(record)
    secretary = Person.objects.filter(pk=demo_id("person", "secretaris")).first()
    if meeting is None or secretary is None:
        return
    states = dict.fromkeys(record["present"], PresenceState.PRESENT)
    states |= dict.fromkeys(record["excused"], PresenceState.EXCUSED)
    noted = {demo_id("person", key): state for key, state in states.items()}
    rows = {}
    for mandate in _mandates(meeting):
        if mandate.person_id in noted and mandate.person_id not in rows:
            rows[mandate.person_id] = _was_asked(meeting, mandate, noted[mandate.person_id])
    for person, row in rows.items():
        Presence.objects.create(
            invitation=row, state=noted[person], noted_by=secretary, noted_at=meeting.starts_at
        )
    for key, item in record["left"].items():
        _left(rows.get(demo_id("person", key)), demo_id("item", f"{record['meeting']}/{item}"), secretary)


def _was_asked(meeting: Meeting, mandate: Mandate, state: PresenceState) -> Invitation:
    seat = mandate.seat
    return Invitation.objects.create(
        meeting=meeting,
        person=mandate.person,
        mandate=mandate,
        seat=seat,
        organisation=seat.organisation if seat else None,
        invited_at=meeting.starts_at - datetime.timedelta(days=14),
        reply=Reply.YES if state == PresenceState.PRESENT else Reply.NO,
        replied_at=meeting.starts_at - datetime.timedelta(days=7),
        replied_by=mandate.person,
    )


def _left(row: Invitation | None, item: uuid.UUID, noted_by: Person) -> None:
    if row is not None and row.meeting.items.filter(pk=item).exists():
        Movement.objects.create(invitation=row, item_id=item, kind=MovementKind.LEFT, noted_by=noted_by)
