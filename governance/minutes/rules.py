"""Who may do what with minutes."""

from typing import Any

from governance.meetings.models import MANAGERS
from governance.meetings.rules import body_of
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.keep_minutes")
def keeps_the_minutes(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda of a body writes its minutes and publishes them: chair, secretary and staff."""
    if obj is None:
        return any(held & set(MANAGERS) for held in standing.bodies.values())
    return standing.holds(body_of(obj), *MANAGERS)
