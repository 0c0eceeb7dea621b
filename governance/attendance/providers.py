"""What attendance tells the rest of the house: places, todos, interests, mail that may still go, and what is erased."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from governance.attendance import interests, known, rules
from governance.attendance.erasing import forget
from governance.attendance.models import Invitation, Recusal, Reply
from governance.attendance.telling import KIND, still_newest
from governance.meetings.facts import as_read_by
from governance.meetings.models import AgendaItem, Meeting
from governance.series import terms
from governance.series.models import TermKind
from partners.organisations import asked
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.people import erasing
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

FRONT_PAGES = ("werkbank", "partner", "staten")


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    for place in FRONT_PAGES:
        places.register(place, "invitations", my_invitations, order=5)
    places.register("meeting.tools", "attendance", tools_of_meeting)
    places.register("meeting.own", "attendance", own_in_meeting)
    places.register("item.aside", "attendance", interests_of_item)
    places.register("body.staffing", "attendance", tools_of_body)
    asked.register("invitations", "Uitnodigingen", "#uitnodigingen", asked_of, order=40)
    today.register("attendance", todos)
    may_still_go(KIND, still_newest)
    erasing.register("attendance", forget)
    terms.register(TermKind.INVITATION, known.invited)
    interests.register("brought in", interests.brought_in)


def _mine(user: Reader) -> list[Invitation]:
    """My invitations to what comes, the first one first, with the facts I may know; two queries."""
    person_id = standing_of(user).person_id
    if person_id is None:
        return []
    rows = Invitation.objects.asked().filter(person_id=person_id, meeting__starts_at__gt=timezone.now())
    found = [
        row
        for row in rows.select_related("meeting__body", "mandate").order_by("meeting__starts_at")
        if row.holds
    ]
    open_now = [row for row in found if not (row.meeting.is_off or row.meeting.is_discarded)]
    as_read_by(user, [row.meeting for row in open_now])
    return open_now


def my_invitations(request: HttpRequest, subject: Any) -> Block | None:
    """What I am asked to."""
    rows = _mine(request.user)
    return Block("governance/my_invitations.html", {"rows": rows}) if rows else None


def asked_of(reader: Reader, organisations: Any) -> Iterator[asked.Row]:
    """Invitations of this reader for one of them that wait for an answer."""
    for row in _mine(reader):
        if row.reply == Reply.NONE and row.organisation_id and row.organisation_id in organisations:
            yield row.organisation_id, row.meeting.day


def todos(user: Reader) -> list[Todo]:
    """Invitations I did not answer; and for chair and secretary what waits for their judgement."""
    found = [
        Todo(
            f"Reageer op je uitnodiging: {row.meeting.title}",
            row.get_absolute_url(),
            "Laat weten of je komt.",
            row.meeting.day,
        )
        for row in _mine(user)
        if row.reply == Reply.NONE
    ]
    waiting = Recusal.objects.waiting_for(user).select_related("item__meeting", "invitation__person")
    return found + [_to_judge(row) for row in waiting.order_by("said_at") if row.item.meeting]


def _to_judge(row: Recusal) -> Todo:
    why = f"{row.invitation.person.name} legt uit geen belang te hebben bij dit punt."
    meeting = row.item.meeting
    assert meeting is not None  # asked by who calls this
    return Todo(
        f"Beoordeel: {row.item.title}", reverse("recusal_judge", args=[row.pk]), why, meeting.day, "attention"
    )


def tools_of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """For who keeps the agenda: inviting, who comes, who is there."""
    if not may(request.user, "governance.invite", meeting):
        return None
    replies = list(Invitation.objects.asked().filter(meeting=meeting).values_list("reply", flat=True))
    counts = {"asked": len(replies), "yes": replies.count(Reply.YES), "open": replies.count(Reply.NONE)}
    return Block("governance/attendance_tools.html", {"meeting": meeting, **counts})


def own_in_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """The way to who comes, for who may know; for a guest the way to their own answer. The page of a meeting counts its
    questions: members cost none here, their answer is one click further."""
    if may(request.user, "governance.view_attendance", meeting):
        return Block("governance/attendance_own.html", {"meeting": meeting, "own": None, "sees": True})
    person_id = standing_of(request.user).person_id
    own = (
        Invitation.objects.asked().filter(meeting=meeting, person_id=person_id).first() if person_id else None
    )
    return (
        Block("governance/attendance_own.html", {"meeting": meeting, "own": own, "sees": False})
        if own
        else None
    )


def interests_of_item(request: HttpRequest, item: AgendaItem) -> Block | None:
    """The way to what is known of interests at this item."""
    if item.meeting_id is None or not may(request.user, "governance.view_attendance", item):
        return None
    known = interests.of_items([item])[item.pk]
    return Block("governance/interests_card.html", {"item": item, "interests": known})


def tools_of_body(request: HttpRequest, body: Any) -> Block:
    """The way to the quorum rule of a body."""
    return Block("governance/quorum_link.html", {"body": body})
