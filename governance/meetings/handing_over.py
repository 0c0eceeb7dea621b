"""What agendas hand over when a body ends: parked items, and those on an agenda that was never published."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, Q

from governance.bodies.handing_over import Handing, register, stays_until_its_meeting
from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, MeetingStatus
from governance.meetings.order import hand_on
from zorgzaam.publicity import Publicity

CONFIDENTIAL = Q(publicity=Publicity.CONFIDENTIAL)
# An item before its parts, so that they find it where they go.
WHOLE_FIRST = (F("parent").asc(nulls_first=True), "pk")


def waiting(body: Body) -> Any:
    """Parked items, and items of drafts for a day on which the body is no more. What a decision was taken about stays
    where it was decided, and what stands on every agenda is no item to hand over."""
    there = AgendaItem.objects.present().filter(body=body, published_at__isnull=True)
    loose = there.filter(Q(meeting__isnull=True) | Q(meeting__status=MeetingStatus.DRAFT))
    for stay in _stays.values():
        loose = loose.exclude(pk__in=stay())
    loose = loose.exclude(stays_until_its_meeting(body))
    return loose.exclude(decisions__state__in=["vastgesteld", "verworpen"])


# Each gives ids of items that are never handed over.
_stays: dict[str, Callable[[], Any]] = {}


def leave(name: str, stay: Callable[[], Any]) -> None:
    """Let a room say which items stay where they are; the same name replaces."""
    _stays[name] = stay


def register_all() -> None:
    """Called once, when the app registry is ready."""
    register(
        "item",
        Handing("Agendapunten zonder gepubliceerde agenda", waiting, hand_on, CONFIDENTIAL, WHOLE_FIRST),
    )
