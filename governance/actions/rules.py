"""Who may do what with an action."""

from typing import Any

from governance.meetings.models import MANAGERS
from governance.meetings.rules import body_of
from zorgzaam.access import rule
from zorgzaam.standing import Standing


def keeps(standing: Standing, obj: Any) -> bool:
    """Chair, secretary and staff of that body; without an object: of some body."""
    if obj is None:
        return any(held & set(MANAGERS) for held in standing.bodies.values())
    return standing.holds(body_of(obj), *MANAGERS)


@rule("governance.keep_actions")
def keeps_actions(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda of a body gives actions to people, and changes them."""
    return keeps(standing, obj)


@rule("governance.add_action")
def adds_actions(standing: Standing, obj: Any) -> bool:
    """Who sits in a body takes an action on; only who keeps its agenda gives one to somebody else."""
    return standing.sits_in(body_of(obj)) if obj is not None else bool(standing.bodies)


@rule("governance.do_action")
def does_it(standing: Standing, action: Any) -> bool:
    """The owner and who keeps the agenda say that it is done, or hand it over."""
    return keeps(standing, action) or (action is not None and _owns(standing, action))


@rule("governance.withdraw_action")
def withdraws(standing: Standing, action: Any) -> bool:
    """Who keeps the agenda, and who took it on by themselves."""
    own = action is not None and _owns(standing, action) and action.given_by_id == action.owner_id
    return keeps(standing, action) or own


@rule("governance.view_history_of_action")
def looks_back(standing: Standing, action: Any) -> bool:
    """Who keeps the agenda sees who changed what."""
    return keeps(standing, action)


def _owns(standing: Standing, action: Any) -> bool:
    return standing.person_id is not None and action.owner_id == standing.person_id
