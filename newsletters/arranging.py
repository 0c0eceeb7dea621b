"""Ordering a list that several people may be at: an order names every row once, and says what it was made from."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Case, PositiveSmallIntegerField, QuerySet, Value, When
from django.http import HttpRequest

STEPS = {"up": -1, "down": 1}


class StaleOrder(Exception):
    """Rows came, went or moved since the page was opened."""


def ids_of(rows: "QuerySet[Any]") -> list[uuid.UUID]:
    """Ids of rows with a `position`, first to last."""
    return list(rows.order_by("position").values_list("pk", flat=True))


def rearrange(rows: "QuerySet[Any]", ids: Sequence[uuid.UUID], base: Sequence[uuid.UUID]) -> bool:
    """Make `ids` the order; True when that changed something. `base` is the order it was made from: StaleOrder when
    that is not the order any more. ValueError when `ids` is no order of all rows. The caller holds a lock."""
    now = ids_of(rows)
    if now != list(base):
        raise StaleOrder
    if sorted(ids) != sorted(now):
        raise ValueError("an order names every row once")
    if list(ids) == now:
        return False
    write_places(rows, ids)
    return True


def write_places(rows: "QuerySet[Any]", ids: Sequence[uuid.UUID]) -> None:
    """One UPDATE: the constraint on places is looked at when all have moved."""
    if not ids:
        return
    places = Case(
        *(When(pk=pk, then=Value(place)) for place, pk in enumerate(ids, start=1)),
        output_field=PositiveSmallIntegerField(),
    )
    rows.update(position=places)


def posted(request: HttpRequest) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """The order that was sent, and what it was made from. With `move` ("<id>:up") it is the latter with that one step.
    ValueError for what is no id."""
    base = [uuid.UUID(each) for each in request.POST.get("base", "").split(",") if each]
    which, _, way = request.POST.get("move", "").partition(":")
    if not which:
        return [uuid.UUID(each) for each in request.POST.getlist("order")], base
    ids, at = list(base), base.index(uuid.UUID(which))
    to = at + STEPS.get(way, 0)
    if 0 <= to < len(ids):
        ids[at], ids[to] = ids[to], ids[at]
    return ids, base
