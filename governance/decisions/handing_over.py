"""What decisions hand over when a body ends: proposals. What was decided stays with who decided it."""

import uuid
from typing import Any

from django.db.models import Q
from django.utils import timezone

from governance.bodies.handing_over import Handing, register, stays_until_its_meeting
from governance.bodies.models import Body
from governance.decisions.models import Decision, DecisionState
from governance.meetings.order import lock
from zorgzaam.publicity import Publicity

CONFIDENTIAL = Q(publicity=Publicity.CONFIDENTIAL) | Q(item__publicity=Publicity.CONFIDENTIAL)


def waiting(body: Body) -> Any:
    """Proposals, but those of a meeting the body still holds."""
    coming = Q(meeting__starts_at__gt=timezone.now()) & stays_until_its_meeting(body)
    return Decision.objects.filter(body=body, state=DecisionState.DRAFT).exclude(coming)


def move(pk: uuid.UUID, old: Body, new: Body) -> bool:
    """Out of the meeting of the old body. It stays with its item when that went along."""
    row = Decision.objects.select_related("meeting", "item").get(pk=pk)
    if row.meeting is not None:
        lock(row.meeting)
    went_along = row.item is not None and row.item.body_id == new.pk
    rows = Decision.objects.filter(pk=pk, body=old, state=DecisionState.DRAFT)
    return bool(rows.update(body=new, meeting=None, item=row.item if went_along else None))


def register_all() -> None:
    """Called once, when the app registry is ready; after items, with which proposals go along."""
    register("decision", Handing("Voorstellen waarover nog niet is besloten", waiting, move, CONFIDENTIAL))
