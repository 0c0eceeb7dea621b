"""What a new agenda begins with: rooms above put standing items and what comes back on it, through here."""

from collections.abc import Callable

from django.db import transaction

from governance.meetings.models import Meeting
from governance.meetings.order import lock
from zorgzaam.audit.actors import Actor

# Puts things on the agenda of a meeting that is locked; asked twice it adds nothing twice.
Beginning = Callable[[Meeting, Actor], None]

_beginnings: dict[str, Beginning] = {}


def register(name: str, beginning: Beginning) -> None:
    """Let a room put something on every new agenda; the same name replaces."""
    _beginnings[name] = beginning


def begin(meeting: Meeting, *, by: Actor) -> None:
    """Give a new draft what its agenda begins with. Twice is the same."""
    with transaction.atomic():
        lock(meeting)
        for beginning in _beginnings.values():
            beginning(meeting, by)
