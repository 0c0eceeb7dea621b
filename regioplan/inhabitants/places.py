"""Whom to turn to, on the page of a municipality."""

from typing import Any

from django.http import HttpRequest

from zorgzaam import places
from zorgzaam.places import Block


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("municipality.bodies", "whom_to_turn_to", of_municipality, order=95)


def of_municipality(request: HttpRequest, municipality: Any) -> Block:
    """The municipality itself, the huisarts and 112; its website where that is known. The page read who is there."""
    own = next((one for one in municipality.organisations.all() if one.is_municipal), None)
    return Block("regioplan/whom_to_turn_to.html", {"municipality": municipality, "own": own})
