"""What partners know of a person: which organisations they may speak for on a day."""

import datetime
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from partners.organisations.models import Organisation, Representation
from zorgzaam.prepared import SOME_DAY, SOMEBODY, Prepared
from zorgzaam.standing import Part


def _spoken_for(person_id: uuid.UUID, day: datetime.date) -> "QuerySet[Any, Any]":
    held = Representation.objects.on(day).filter(person_id=person_id)
    # Who speaks for one of two that were merged speaks for both: what was asked of either is theirs to answer.
    ours = Organisation.objects.one_with(held.order_by().values("organisation"))
    manages = Exists(held.filter(organisation=OuterRef("pk"), manages=True))
    return ours.order_by().values_list("pk", manages)


spoken_for = Prepared(_spoken_for, SOMEBODY, SOME_DAY)


def speaks_for(person_id: uuid.UUID, day: datetime.date) -> Part:
    """One query."""
    rows = spoken_for(person_id, day)
    return Part(
        organisations=frozenset(organisation for organisation, _ in rows),
        manages=frozenset(organisation for organisation, manages in rows if manages),
    )
