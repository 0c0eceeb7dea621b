"""Badges and the list of who comes, as paper."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from governance.printouts.paper import Paper
from newsletters.network_meeting.arrivals.door import people
from newsletters.network_meeting.models import Attendee, NetworkMeeting
from newsletters.network_meeting.timetable import route_of
from zorgzaam import pdf
from zorgzaam.house import House
from zorgzaam.qr import CodePicture, code_picture

KINDS = {"badges": "Badges", "presentielijst": "Presentielijst"}
_HERE = Path(__file__).parent
# On one sheet: two beside each other, four rows.
ON_A_SHEET = 8


def address_of(person: Attendee) -> str:
    """What the code on a badge or a phone leads to: the page where staff writes down that this person is in."""
    return f"{settings.SITE_URL}{reverse('network_arrival', args=[person.pk])}"


def code_of(person: Attendee) -> CodePicture:
    """The code of this person."""
    return code_picture(address_of(person))


def paper_of(meeting: NetworkMeeting, kind: str) -> Paper:
    """The paper of one of KINDS as it is now: people with a seat, by name; on the list also who waits."""
    rows = list(people(meeting))
    seated = [person for person in rows if person.has_a_seat]
    context: dict[str, object] = {
        "network_meeting": meeting,
        "meeting": meeting.meeting,
        "house": House.objects.of_region(),
    }
    if kind == "badges":
        lines = [
            {"person": person, "picture": code_of(person), "rounds": rounds_of(person)} for person in seated
        ]
        context["sheets"] = [lines[at : at + ON_A_SHEET] for at in range(0, len(lines), ON_A_SHEET)]
    else:
        context |= {"seated": seated, "waiting": [person for person in rows if not person.has_a_seat]}
    html = render_to_string(f"newsletters/network/{kind}_print.html", context)
    return Paper(html, {"own": pdf.Asset((_HERE / f"{kind}.css").read_bytes(), "text/css")})


def rounds_of(person: Attendee) -> list[str]:
    """Where this person goes, round by round; breakouts that have no round yet as they are."""
    return [
        f"{choice.round}. {_place(choice.breakout)}" if choice.round else _place(choice.breakout)
        for choice in route_of(person)
    ]


def _place(breakout: object) -> str:
    room = getattr(breakout, "room", "")
    return f"{breakout} ({room})" if room else str(breakout)
