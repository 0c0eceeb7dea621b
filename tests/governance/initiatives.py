"""Factories for initiatives on agendas; each writes as the system actor for setting up, or as who does it."""

from typing import Any

from django.utils import timezone

from governance.initiatives import putting
from governance.initiatives.following import GRACE
from governance.initiatives.jobs import follow_items
from governance.initiatives.putting import Said
from governance.meetings.models import AgendaItem, ItemInitiative, Meeting
from partners.initiatives.models import Initiative, State
from tests.governance.agendas import a_meeting
from tests.partners.initiatives import a_sent_one, fresh_row
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

SAID = Said("Samen eten in Duindorp", "De beoordelaars raden het aan.", 15)


def put(
    world: World, initiative: Initiative, meeting: Meeting | None = None, said: Said = SAID
) -> AgendaItem:
    """On an agenda of the coalition by the netwerkbureau."""
    where = meeting or a_meeting(world.coalition)
    return putting.put_on(fresh_row(initiative), where, said, by=world.bureau)


def on_agenda(world: World, title: str = "Samen eten", **extra: Any) -> tuple[Initiative, AgendaItem]:
    row = a_sent_one(world, title)
    item = put(world, row, **extra)
    return fresh_row(row), item


def follow() -> int:
    """What a worker does every minute."""
    with acting(SystemActor.WORKER):
        return follow_items()


@set_up
def long_off(row: Initiative) -> None:
    """As if its item was seen to be off long ago."""
    ItemInitiative.objects.filter(initiative=row, off_at__isnull=False).update(
        off_at=timezone.now() - 2 * GRACE
    )


def why(row: Initiative) -> str:
    """What its people read last."""
    return str(row.moves.latest("at").why)


def state(row: Initiative) -> State:
    return State(fresh_row(row).state)
