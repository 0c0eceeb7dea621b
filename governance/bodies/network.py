"""The network at a glance: the bodies of today in layers, with their seats, and those that are no more."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet

from governance.bodies.models import Body, BodyKind, Seat, Succession
from zorgzaam.periods import holds_on
from zorgzaam.standing import Reader


class Layer(models.TextChoices):
    NETWORK = "netwerk", "Netwerk"
    COALITION = "coalitie", "Coalitie"
    OFFICE = "bureau", "Bureau"
    TEAMS = "teams", "Teams en overleg"
    MUNICIPAL = "gemeenten", "Gemeenten"
    PROVINCIAL = "provincie", "Provincie"


_LAYER_OF = {
    BodyKind.NETWORK: Layer.NETWORK,
    BodyKind.YEARLY_MEETING: Layer.NETWORK,
    BodyKind.PARTICIPANTS: Layer.NETWORK,
    BodyKind.COALITION: Layer.COALITION,
    BodyKind.PLATFORM: Layer.COALITION,
    BodyKind.OFFICE: Layer.OFFICE,
    BodyKind.SUPPORT_OFFICE: Layer.OFFICE,
    BodyKind.ARRANGEMENT: Layer.MUNICIPAL,
    BodyKind.MUNICIPAL_COUNCIL: Layer.MUNICIPAL,
    BodyKind.PROVINCIAL_COUNCIL: Layer.PROVINCIAL,
    BodyKind.PROVINCIAL_COMMITTEE: Layer.PROVINCIAL,
}


def layer_of(body: Body) -> Layer:
    """In which layer a body is shown. An executive belongs with the municipality or province it governs."""
    if body.kind == BodyKind.EXECUTIVE:
        in_municipality = body.organisation is not None and body.organisation.municipality_id is not None
        return Layer.MUNICIPAL if in_municipality else Layer.PROVINCIAL
    return _LAYER_OF.get(BodyKind(body.kind), Layer.TEAMS)


@dataclass(frozen=True)
class Tier:
    """One layer with its bodies; each body has `seats_now` and `people_now`."""

    layer: Layer
    bodies: list[Body] = field(default_factory=list)


def tiers(reader: Reader, day: datetime.date, only: str = "") -> list[Tier]:
    """The bodies that exist on `day`, per layer, empty layers left out; two queries."""
    bodies = list(_with_people(Body.objects.visible_to(reader).existing_on(day), day))
    chosen = [layer for layer in Layer if only in ("", layer)]
    found = [Tier(layer, [body for body in bodies if layer_of(body) == layer]) for layer in chosen]
    return [tier for tier in found if tier.bodies]


def former(reader: Reader, day: datetime.date) -> list[Body]:
    """Bodies that are no more, with what came after them in `followed_by`; two queries."""
    successions = Succession.objects.select_related("successor")
    return list(
        Body.objects.visible_to(reader)
        .gone_on(day)
        .select_related("part_of")
        .prefetch_related(Prefetch("successions", queryset=successions, to_attr="followed_by"))
    )


def _with_people(bodies: "QuerySet[Body]", day: datetime.date) -> Any:
    seats = Seat.objects.on(day).with_vacancy(day).select_related("organisation").order_by("position", "id")
    holds: Q = holds_on(day, "mandates__")
    return (
        bodies.select_related("organisation", "part_of")
        .annotate(people_now=Count("mandates__person", filter=holds, distinct=True))
        # Grouping drops the ordering of the model.
        .order_by("position", "name")
        .prefetch_related(Prefetch("seats", queryset=seats, to_attr="seats_now"))
    )
