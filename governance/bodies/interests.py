"""Who sits in a body for an organisation has an interest in what it brings in."""

import datetime
import uuid
from collections.abc import Collection, Iterable

from governance.bodies.models import Mandate


def sits_for(organisations: Collection[uuid.UUID], day: datetime.date) -> Iterable[uuid.UUID]:
    """Ids of who has a mandate on a seat of one of these on `day`, as alternate too; one query."""
    held = Mandate.objects.on(day).filter(seat__organisation__in=organisations)
    return held.order_by().values_list("person_id", flat=True)
