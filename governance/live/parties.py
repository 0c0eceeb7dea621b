"""Who speaks for whom at an item: the key of a party as an organisation or as the seat of a group."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError

from governance.attendance.quorum import Table
from governance.bodies.models import Seat
from governance.meetings.models import AgendaItem
from zorgzaam.accounts.models import User

NOT_ENTITLED = "Deze organisatie doet niet mee aan dit punt: zij is er niet, of heeft er een belang bij."
NOT_YOURS = "Voor deze organisatie kun je niet spreken."


def columns_of(key: uuid.UUID) -> dict[str, Any]:
    """The columns that name this party; one query."""
    group = Seat.objects.filter(pk=key, organisation__isnull=True).exists()
    return {"seat_id": key, "organisation_id": None} if group else {"seat_id": None, "organisation_id": key}


def speaks(item: AgendaItem, party: uuid.UUID, by: User, *, keeps: bool) -> None:
    """Refuse, by ValidationError, who may not speak for this party here. Ask it under the lock of the meeting.

    `keeps`: who keeps the agenda writes down what was said aloud, for every party that takes part.
    """
    assert item.meeting is not None  # asked by who calls this
    people = Table.of(item.meeting).voters(item)
    if party not in people:
        raise ValidationError(NOT_ENTITLED)
    if not keeps and by.person_id not in people[party]:
        raise ValidationError(NOT_YOURS)
