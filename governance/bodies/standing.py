"""What governance knows of a person: the bodies they sit in on a day, and as what."""

import datetime
import uuid
from typing import Any

from django.db.models import QuerySet

from governance.bodies.models import COUNCIL_KINDS, BodyKind, Mandate
from zorgzaam.prepared import SOME_DAY, SOMEBODY, Prepared
from zorgzaam.standing import Part


def _held(person_id: uuid.UUID, day: datetime.date) -> "QuerySet[Any, Any]":
    mandates = Mandate.objects.on(day).filter(person_id=person_id)
    return mandates.order_by().values_list("body_id", "body__kind", "role")


mandates_held = Prepared(_held, SOMEBODY, SOME_DAY)


def sits_in(person_id: uuid.UUID, day: datetime.date) -> Part:
    """One query. A mandate in the netwerkbureau makes somebody bureau staff."""
    held = mandates_held(person_id, day)
    bodies: dict[uuid.UUID, frozenset[str]] = {}
    for body, _, role in held:
        bodies[body] = bodies.get(body, frozenset()) | {role}
    return Part(
        is_bureau=any(kind == BodyKind.OFFICE for _, kind, _ in held),
        bodies=bodies,
        councils=frozenset(body for body, kind, _ in held if kind in COUNCIL_KINDS),
    )
