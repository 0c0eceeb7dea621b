"""What governance knows of a person: the bodies they sit in on a day, and as what."""

import datetime
import uuid
from typing import Any

from django.db.models import CharField, Exists, QuerySet, Value

from governance.bodies.models import COUNCIL_KINDS, Body, BodyKind, Mandate, Role
from zorgzaam.prepared import SOME_DAY, SOMEBODY, Prepared
from zorgzaam.standing import Part


def _held(person_id: uuid.UUID, day: datetime.date) -> "QuerySet[Any, Any]":
    mandates = Mandate.objects.on(day).filter(person_id=person_id)
    held = mandates.order_by().values_list("body_id", "body__kind", "role")
    return held.union(_kept_by_the_office(mandates, day), all=True)


def _kept_by_the_office(mandates: "QuerySet[Mandate]", day: datetime.date) -> "QuerySet[Any, Any]":
    """The meeting of the whole circle has no members who keep its agenda: the netwerkbureau prepares it (R4), as staff
    of that body. Nothing confidential opens by it."""
    yearly = Body.objects.existing_on(day).filter(kind=BodyKind.YEARLY_MEETING)
    yearly = yearly.filter(Exists(mandates.filter(body__kind=BodyKind.OFFICE)))
    role = Value(Role.STAFF.value, output_field=CharField())
    return yearly.order_by().values_list("pk", "kind", role)


mandates_held = Prepared(_held, SOMEBODY, SOME_DAY)


def sits_in(person_id: uuid.UUID, day: datetime.date) -> Part:
    """One query. A mandate in the netwerkbureau makes somebody bureau staff, and staff of the yearly meeting."""
    held = mandates_held(person_id, day)
    bodies: dict[uuid.UUID, frozenset[str]] = {}
    for body, _, role in held:
        bodies[body] = bodies.get(body, frozenset()) | {role}
    return Part(
        is_bureau=any(kind == BodyKind.OFFICE for _, kind, _ in held),
        bodies=bodies,
        councils=frozenset(body for body, kind, _ in held if kind in COUNCIL_KINDS),
    )
