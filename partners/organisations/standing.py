"""What partners know of a person: which organisations they may speak for on a day."""

import datetime
import uuid

from partners.organisations.models import Representation
from zorgzaam.standing import Part


def speaks_for(person_id: uuid.UUID, day: datetime.date) -> Part:
    """One query."""
    ids = Representation.objects.on(day).filter(person_id=person_id).values_list("organisation_id", flat=True)
    return Part(organisations=frozenset(ids))
