"""Factories for bottlenecks; each writes as the system actor for setting up."""

from typing import Any

from governance.bodies.models import Body
from governance.bottlenecks.climbing import climb
from governance.bottlenecks.models import Bottleneck, Level
from tests.world import set_up
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor


@set_up
def a_bottleneck(by: User, title: str = "Geen plek voor een buurtteam", **extra: Any) -> Bottleneck:
    return Bottleneck.objects.create(
        raised_by=by.person, title=title, **{"text": "Er is geen ruimte.", **extra}
    )


@set_up
def climbed(row: Bottleneck, body: Body, level: Level = Level.BOARD) -> Bottleneck:
    row.refresh_from_db()
    climb(row, level, body, by=SystemActor.SETUP, why="Lukt hier niet")
    row.refresh_from_db()
    return row
