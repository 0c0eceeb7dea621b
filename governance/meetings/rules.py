"""Who may do what with an agenda. Sentences of standing and object."""

import uuid
from typing import Any

from governance.bodies.models import Body
from governance.meetings.models import MANAGERS, OFFICES, Paper
from zorgzaam.access import rule
from zorgzaam.standing import Standing


def body_of(obj: Any) -> uuid.UUID | None:
    """The body a body, meeting, item, paper or publication belongs to."""
    if obj is None:
        return None
    if isinstance(obj, Body):
        return obj.pk
    if isinstance(obj, Paper):
        return obj.item.body_id
    return uuid.UUID(str(obj.body_id)) if hasattr(obj, "body_id") else body_of(obj.meeting)


def _holds(standing: Standing, obj: Any, roles: tuple[str, ...]) -> bool:
    if obj is None:
        return any(held & set(roles) for held in standing.bodies.values())
    return standing.holds(body_of(obj), *roles)


@rule("governance.change_meeting")
def keeps_the_agenda(standing: Standing, obj: Any) -> bool:
    """Chair, secretary and staff of that body; without an object: of some body."""
    return _holds(standing, obj, MANAGERS)


@rule("governance.publish_agenda")
def publishes_the_agenda(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda publishes it, and takes it back."""
    return _holds(standing, obj, MANAGERS)


@rule("governance.share_item")
def shares_by_hand(standing: Standing, obj: Any) -> bool:
    """Only chair and secretary, by office, let somebody else read what is closed."""
    return _holds(standing, obj, OFFICES)
