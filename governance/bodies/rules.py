"""What people may do with bodies. Reading is open: bodies are public, names are decided per mandate."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.seat_people")
def may_seat_people(standing: Standing, body: Any) -> bool:
    """The netwerkbureau keeps seats and mandates of every body; nobody gives one to themselves."""
    return standing.is_bureau


@rule("governance.view_history_of_body")
def may_look_back(standing: Standing, body: Any) -> bool:
    """The netwerkbureau, administrators, and who sits in the body."""
    return standing.is_bureau or standing.is_admin or standing.sits_in(body.pk)
