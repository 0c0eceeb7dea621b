"""What else has to forget somebody: rooms register what they hold of a person beside the Person itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zorgzaam.people.models import Person

# Gets the person and the addresses they were known by, in lower case; asked again it changes nothing more.
Forget = Callable[["Person", set[str]], None]
_forgetters: dict[str, Forget] = {}


def register(name: str, forget: Forget) -> None:
    """Let a room forget too. Registering the same name twice replaces the first."""
    _forgetters[name] = forget


def forget_everywhere(person: "Person", addresses: set[str]) -> None:
    """Ask every room, in the transaction that erases the person."""
    for forget in _forgetters.values():
        forget(person, addresses)
