"""Factories for agendas; each writes as the system actor for setting up."""

import datetime
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Body
from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting, Paper
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.files.store import keep

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@set_up
def a_meeting(body: Body, title: str = "Zorgraad in mei", *, days: int = 7, **extra: Any) -> Meeting:
    # From the day it is here, which around midnight is another one than in UTC.
    day = timezone.localdate() + datetime.timedelta(days=days)
    begin = datetime.datetime.combine(day, datetime.time(13, 30), datetime.UTC)
    extra.setdefault("starts_at", begin)
    extra.setdefault("ends_at", extra["starts_at"] + datetime.timedelta(hours=2))
    return Meeting.objects.create(body=body, title=title, **extra)


@set_up
def an_item(meeting: Meeting, title: str, **extra: Any) -> AgendaItem:
    if extra.get("publicity", "openbaar") != "openbaar":
        extra.setdefault("publicity_ground", "omdat het zo is")
    return order.add(meeting, AgendaItem(title=title, **extra), by=SystemActor.SETUP)


@set_up
def parked(body: Body, title: str, **extra: Any) -> AgendaItem:
    return order.add_to_lot(AgendaItem(body=body, title=title, **extra), by=SystemActor.SETUP)


@set_up
def a_paper(item: AgendaItem, title: str, *, content: bytes = b"", **extra: Any) -> Paper:
    name = extra.pop("filename", f"{uuid.uuid4().hex}.pdf")
    if extra.get("publicity", "openbaar") != "openbaar":
        extra.setdefault("publicity_ground", "omdat het zo is")
    stored = keep(SimpleUploadedFile(name, PDF + content))
    return Paper.objects.create(item=item, title=title, file=stored, filename=name, **extra)


def agenda_of(meeting: Meeting, *titles: str, **extra: Any) -> list[AgendaItem]:
    """A meeting's agenda with these titles, in order."""
    return [an_item(meeting, title, **extra) for title in titles]


def titles(meeting: Meeting) -> list[str]:
    return list(
        AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("title", flat=True)
    )


def places(meeting: Meeting) -> list[int]:
    found = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    return [place for place in found.values_list("position", flat=True) if place is not None]


@set_up
def publish(meeting: Meeting) -> int | None:
    return meeting.publish(by=SystemActor.SETUP)


def in_order(meeting: Meeting) -> list[uuid.UUID]:
    return order.current_order(meeting)


def press_publish(client: Client, meeting: Meeting) -> Any:
    """Open the page before publishing and press its button."""
    url = reverse("meeting_publish", args=[meeting.pk])
    return client.post(url, {"seen": client.get(url).context["preview"].proof})


@set_up
def held(meeting: Meeting, days: int = 1) -> Meeting:
    """The meeting as if it was so many days ago."""
    length = meeting.ends_at - meeting.starts_at if meeting.ends_at else None
    meeting.starts_at = timezone.now() - datetime.timedelta(days=days)
    meeting.ends_at = meeting.starts_at + length if length else None
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=meeting.starts_at, ends_at=meeting.ends_at)
    meeting.refresh_from_db()
    return meeting
