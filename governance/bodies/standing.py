"""What governance knows of a person: the bodies they sit in on a day, and as what."""

import datetime
import uuid

from governance.bodies.models import COUNCIL_KINDS, BodyKind, Mandate
from zorgzaam.standing import Part


def sits_in(person_id: uuid.UUID, day: datetime.date) -> Part:
    """One query. A mandate in the netwerkbureau makes somebody bureau staff."""
    held = Mandate.objects.on(day).filter(person_id=person_id).values_list("body_id", "body__kind", "role")
    bodies: dict[uuid.UUID, frozenset[str]] = {}
    for body, _, role in held:
        bodies[body] = bodies.get(body, frozenset()) | {role}
    return Part(
        is_bureau=any(kind == BodyKind.OFFICE for _, kind, _ in held),
        bodies=bodies,
        councils=frozenset(body for body, kind, _ in held if kind in COUNCIL_KINDS),
    )
