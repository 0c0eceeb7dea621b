"""What actions hand over when a body ends: the open ones, with their owner."""

import uuid
from typing import Any

from django.db.models import Q

from governance.actions.models import Action, ActionState
from governance.bodies.handing_over import Handing, register
from governance.bodies.models import Body
from zorgzaam.publicity import Publicity

CONFIDENTIAL = Q(item__publicity=Publicity.CONFIDENTIAL) | Q(decision__publicity=Publicity.CONFIDENTIAL)


def waiting(body: Body) -> Any:
    return Action.objects.filter(body=body, state=ActionState.OPEN)


def move(pk: uuid.UUID, old: Body, new: Body) -> bool:
    return bool(Action.objects.filter(pk=pk, body=old, state=ActionState.OPEN).update(body=new))


def register_all() -> None:
    """Called once, when the app registry is ready."""
    register("action", Handing("Openstaande acties", waiting, move, CONFIDENTIAL))
