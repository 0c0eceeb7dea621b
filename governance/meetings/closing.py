"""What an agenda ends with (rondvraag, sluiting): whatever is added comes before it. Rooms above say which items these
are."""

import uuid
from collections.abc import Callable
from itertools import takewhile
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from governance.meetings.models import AgendaItem, Meeting

# Gives ids of items, of any meeting, that stand at the end of their agenda.
Closing = Callable[[], Any]

_closings: dict[str, Closing] = {}


def register(name: str, closing: Closing) -> None:
    """Let a room say which items an agenda ends with; the same name replaces."""
    _closings[name] = closing


def first_on(meeting: Meeting, *, but: AgendaItem | None = None) -> uuid.UUID | None:
    """The first of what this agenda ends with: of the run of such items at its very end. One that somebody took up to
    an earlier place is an item like any other there. None where it ends with nothing of its own, or for an item (`but`)
    that is such an end itself. One query, at most two."""
    ends = Q(pk__in=[])
    for closing in _closings.values():
        ends |= Q(pk__in=closing())
    if but is not None and AgendaItem.objects.filter(ends, pk=but.pk).exists():
        return None
    is_end = Case(When(ends, then=Value(True)), default=Value(False), output_field=BooleanField())
    whole = meeting.items.filter(parent__isnull=True).order_by("-position")
    run = takewhile(lambda row: row[1], whole.values_list("pk", is_end))
    return next((pk for pk, _ in reversed(list(run))), None)
