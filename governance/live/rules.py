"""Who may do what while a body meets."""

from typing import Any

from governance.meetings.models import MANAGERS
from governance.meetings.rules import body_of
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.run_meeting")
def runs_the_meeting(standing: Standing, obj: Any) -> bool:
    """Chair, secretary and staff of that body lead the meeting and take its notes."""
    if obj is None:
        return any(held & set(MANAGERS) for held in standing.bodies.values())
    return standing.holds(body_of(obj), *MANAGERS)


@rule("governance.keep_majority_rules")
def keeps_majority_rules(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau writes down by which majority a body decides, as it does with its quorum."""
    return standing.is_bureau
