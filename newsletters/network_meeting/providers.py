"""What the yearly network meeting means to the rest of the house: todos, mail that may still go, what is erased."""

from typing import Any

from django.http import HttpRequest

from governance.bodies.models import BodyKind
from governance.meetings.models import Meeting
from newsletters.network_meeting import forgetting, obligation, sending, telling
from newsletters.network_meeting.models import NetworkMeeting
from zorgzaam import places, today
from zorgzaam.people import erasing
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import standing_of


def register() -> None:
    """Called once, when the app registry is ready."""
    today.register("network_meeting", obligation.todos)
    may_still_go(obligation.KIND, obligation.still_true)
    may_still_go(sending.KIND, sending.still_true)
    may_still_go(telling.KIND, telling.still_newest)
    erasing.register("network_meeting", forgetting.forget)
    places.register("newsletter.tabs", "network_meeting", tab, order=80)
    places.register("privacy", "network_meeting", privacy, order=60)
    places.register("meeting.tools", "network_meeting", tools_of_meeting, order=60)
    places.register("meeting.others_told", "network_meeting", told_of_meeting, order=50)
    places.register("meeting.papers", "network_meeting", programme_of_meeting, order=10)


def tab(request: HttpRequest, here: Any) -> Block:
    """The way to the yearly meeting in the room of the newsletter."""
    return Block("newsletters/network/tab.html", {"here": here})


def privacy(request: HttpRequest, subject: Any) -> Block:
    """What is kept of who is invited."""
    return Block("newsletters/network/privacy.html")


def tools_of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """From a meeting of the yearly body to its invitations, for the netwerkbureau."""
    if meeting.body.kind != BodyKind.YEARLY_MEETING or not standing_of(request.user).is_bureau:
        return None
    return Block("newsletters/network/tools.html", {"meeting": meeting, "network_meeting": _of(meeting)})


def told_of_meeting(request: HttpRequest, later: Meeting) -> Block | None:
    """Before somebody calls a meeting off or publishes it: how many who are asked hear of that by themselves."""
    if later.body.kind != BodyKind.YEARLY_MEETING or (found := _of(later)) is None:
        return None
    words = {"number": telling.would_hear(later), "is_off": later.is_off, "network_meeting": found}
    return Block("newsletters/network/told.html", words) if words["number"] else None


def programme_of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """From its agenda to its programme."""
    if meeting.body.kind != BodyKind.YEARLY_MEETING or (found := _of(meeting)) is None:
        return None
    return Block("newsletters/network/programme_link.html", {"network_meeting": found})


def _of(meeting: Meeting) -> NetworkMeeting | None:
    return NetworkMeeting.objects.filter(meeting=meeting).first()
