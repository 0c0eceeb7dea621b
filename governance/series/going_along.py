"""What goes along when an item slips, and comes back when that is undone. Rooms above say what they have."""

from collections.abc import Callable

from governance.meetings.models import AgendaItem

# Moves what hangs on the one item to the other; asked with both meetings locked, inside a transaction, as some actor.
Mover = Callable[[AgendaItem, AgendaItem], None]

_movers: dict[str, Mover] = {}


def register(name: str, mover: Mover) -> None:
    """Let a room send something along; the same name replaces."""
    _movers[name] = mover


def go(old: AgendaItem, new: AgendaItem) -> None:
    """Everything that goes along, from the one item to the other."""
    for mover in _movers.values():
        mover(old, new)
