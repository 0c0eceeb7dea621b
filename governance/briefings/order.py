"""The order of parts: positions run from 1, and change in one UPDATE under a deferrable constraint."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When


def next_position(siblings: "QuerySet[Any]") -> int:
    """The position after the last one. Call it with the briefing locked."""
    return siblings.count() + 1


def move(row: Any, step: int) -> bool:
    """Swap with the neighbour (-1 up, 1 down); False at the edge. Call it with the briefing locked."""
    siblings = row.siblings()
    here = siblings.values_list("position", flat=True).get(pk=row.pk)
    neighbour = siblings.filter(position=here + step).first()
    if neighbour is None:
        return False
    places = Case(When(pk=row.pk, then=Value(here + step)), default=Value(here))
    siblings.filter(pk__in=[row.pk, neighbour.pk]).update(position=places)
    return True
