"""What agendas hand over when a body ends: parked items, and those on an agenda that was never published."""

from typing import Any

from django.db.models import Q

from governance.bodies.handing_over import Handing, register
from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, MeetingStatus
from governance.meetings.order import hand_on


def waiting(body: Body) -> Any:
    """Parked items and items of drafts. What a decision was taken about stays where it was decided."""
    there = AgendaItem.objects.present().filter(body=body, published_at__isnull=True)
    loose = there.filter(Q(meeting__isnull=True) | Q(meeting__status=MeetingStatus.DRAFT))
    return loose.exclude(decisions__state__in=["vastgesteld", "verworpen"])


def register_all() -> None:
    """Called once, when the app registry is ready."""
    register("item", Handing("Agendapunten zonder gepubliceerde agenda", waiting, hand_on))
