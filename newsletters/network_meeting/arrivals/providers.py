"""What the day itself shows on the pages of a network meeting."""

from typing import Any

from django.http import HttpRequest

from newsletters.network_meeting.arrivals.door import is_the_day
from newsletters.network_meeting.arrivals.papers import address_of, code_of
from newsletters.network_meeting.models import Invitee, NetworkMeeting
from zorgzaam import places
from zorgzaam.places import Block
from zorgzaam.standing import standing_of


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("network_meeting.day", "arrivals", _the_day)
    places.register("network_meeting.own", "code", _own_codes)


def _the_day(request: HttpRequest, subject: Any) -> Block | None:
    if not isinstance(subject, NetworkMeeting) or not standing_of(request.user).is_bureau:
        return None
    return Block("newsletters/network/day_links.html", {"network_meeting": subject})


def _own_codes(request: HttpRequest, subject: Any) -> Block | None:
    """The code to show at the door, of each person with a seat. Who holds the link of the page may see them."""
    if not isinstance(subject, Invitee) or subject.network_meeting.is_off or subject.network_meeting.is_over:
        return None
    people = [person for person in subject.attendees.order_by("position") if person.has_a_seat]
    codes = [{"person": each, "picture": code_of(each), "address": address_of(each)} for each in people]
    words = {"codes": codes, "open": is_the_day(subject.network_meeting)}
    return Block("newsletters/network/own_codes.html", words) if codes else None
