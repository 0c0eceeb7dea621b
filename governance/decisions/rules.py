"""Who may do what with a decision."""

from typing import Any

from governance.meetings.models import MANAGERS
from governance.meetings.rules import body_of
from zorgzaam.access import rule
from zorgzaam.standing import Standing


def _keeps(standing: Standing, obj: Any) -> bool:
    if obj is None:
        return any(held & set(MANAGERS) for held in standing.bodies.values())
    return standing.holds(body_of(obj), *MANAGERS)


@rule("governance.keep_decisions")
def keeps_decisions(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda of a body writes down what it decides: chair, secretary and staff of that body."""
    return _keeps(standing, obj)


@rule("governance.view_history_of_decision")
def looks_back(standing: Standing, obj: Any) -> bool:
    """Who keeps it sees who wrote what."""
    return _keeps(standing, obj)
