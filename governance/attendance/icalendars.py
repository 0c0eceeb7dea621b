"""Meetings as iCalendar (RFC 5545), and as an invitation in a mail (iTIP, RFC 5546).

Times carry TZID=Europe/Amsterdam with its VTIMEZONE, so that a calendar elsewhere shows them right on both sides of a
change of the clock.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from governance.meetings.models import Meeting
from zorgzaam.house import House

ZONE = ZoneInfo("Europe/Amsterdam")
# For a meeting whose end nobody planned; a calendar without one shows a moment.
PLANNED = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Happening:
    """One entry. `stamp` is when this was so (DTSTAMP); `off` an entry that is called off."""

    uid: str
    title: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    location: str
    stamp: datetime.datetime
    url: str = ""
    words: str = ""
    sequence: int = 0
    off: bool = False


@dataclass(frozen=True)
class Asked:
    """Whom an invitation is for, and what they answered: PARTSTAT of RFC 5545."""

    name: str
    address: str
    answered: str = "NEEDS-ACTION"


def uid_of(meeting_id: uuid.UUID, person_id: uuid.UUID | None = None) -> str:
    """The same for the whole life of a meeting, or of the invitation of one person to it."""
    whose = f"-{person_id}" if person_id else ""
    return f"vergadering-{meeting_id}{whose}@{settings.MAIL_DOMAIN}"


def entry_of(meeting: Meeting) -> Happening:
    """A meeting as an entry of a feed, with the facts it holds in memory."""
    return Happening(
        uid=uid_of(meeting.pk),
        title=f"Gaat niet door: {meeting.title}" if meeting.is_off else meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        location=meeting.location,
        stamp=meeting.status_since,
        url=f"{settings.SITE_URL}{meeting.get_absolute_url()}",
        words=meeting.body.name,
        sequence=meeting.version,
        off=meeting.is_off,
    )


def feed(name: str, entries: Iterable[Happening]) -> bytes:
    """A calendar to subscribe to; the same entries give the same bytes."""
    calendar = _calendar("PUBLISH", entries)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", datetime.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    return bytes(calendar.to_ical())


def message(method: str, entry: Happening, asked: Asked) -> str:
    """What goes with a mail to one person: REQUEST or CANCEL. No answer by mail is asked: nobody would read it."""
    calendar = _calendar(method, [entry])
    event = calendar.events[0]
    # One name for the house, one address that every mail has: who pressed the button is nobody's calendar.
    organiser = _address(House.objects.of_region().office_name or "Netwerkbureau", _house_address())
    event.add("organizer", organiser, encode=False)
    attendee = _address(asked.name, asked.address)
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = asked.answered
    attendee.params["RSVP"] = "FALSE"
    event.add("attendee", attendee, encode=False)
    return bytes(calendar.to_ical()).decode()


def _address(name: str, address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = vText(name)
    return found


def _house_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _calendar(method: str, entries: Iterable[Happening]) -> Calendar:
    found = list(entries)
    calendar = Calendar()
    calendar.add("prodid", "-//Zorgzaam//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if found:
        years = [entry.starts_at.astimezone(ZONE).year for entry in found]
        calendar.add_component(_zone(min(years), max(years)))
    for entry in found:
        calendar.add_component(_event(entry))
    return calendar


@cache
def _zone(first: int, last: int) -> Timezone:
    """The zone with every change of the clock from a year before `first` to a year after `last`."""
    begin, end = datetime.date(first - 1, 1, 1), datetime.date(last + 2, 1, 1)
    found = Timezone.from_tzid(ZONE.key, first_date=begin, last_date=end)
    # The library writes there in English until when it works.
    found.pop("comment", None)
    return found


def _event(entry: Happening) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(datetime.UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts_at.astimezone(ZONE))
    event.add("dtend", (entry.ends_at or entry.starts_at + PLANNED).astimezone(ZONE))
    event.add("status", "CANCELLED" if entry.off else "CONFIRMED")
    for name, value in (("location", entry.location), ("url", entry.url), ("description", entry.words)):
        if value:
            event.add(name, value)
    return event
