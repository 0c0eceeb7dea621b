"""What an agenda ends with (rondvraag, sluiting): whatever is added comes before it. Rooms above say which items these
are."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import Q

from governance.meetings.models import AgendaItem, Meeting

# Gives ids of items, of any meeting, that stand at the end of their agenda.
Closing = Callable[[], Any]

_closings: dict[str, Closing] = {}


def register(name: str, closing: Closing) -> None:
    """Let a room say which items an agenda ends with; the same name replaces."""
    _closings[name] = closing


def first_on(meeting: Meeting, *, but: AgendaItem | None = None) -> uuid.UUID | None:
    """The first of what this agenda ends with; None where it ends with nothing of its own, or for an item (`but`)
    that is such an end itself. One query, at most two."""
    ends = Q(pk__in=[])
    for closing in _closings.values():
        ends |= Q(pk__in=closing())
    if but is not None and AgendaItem.objects.filter(ends, pk=but.pk).exists():
        return None
    return meeting.items.filter(ends).order_by("position").values_list("pk", flat=True).first()
