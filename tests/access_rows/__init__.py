"""What each reader gets at each address: one module per room, joined in tests/test_access.py.

A module has `ROWS: dict[str, Row]`, from the full URL name to what is expected there, written by hand.
An address with objects in several states has a row per state: "paper", "paper@besloten".
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# Every reader of tests/world.py.
ALL = (
    *("visitor", "bureau", "bureau_only", "secretary", "chair", "member", "other_member", "partner"),
    *("other_partner", "statenlid", "clerk", "council_member", "admin"),
)
BUREAU = ("bureau", "bureau_only")


@dataclass(frozen=True)
class Row:
    """What GET answers per reader; `rest` holds for every reader not named.

    `arguments(world)` builds the object and gives the URL's keyword arguments; `absent` are arguments that
    point at nothing, with what is answered there (`absent_status`, else the same as for a present one). HEAD
    answers as GET does; PUT, PATCH and DELETE never open anything.
    """

    rest: int
    per_reader: dict[str, int] = field(default_factory=dict)
    arguments: Callable[[Any], dict[str, Any]] | None = None
    absent: dict[str, Any] | None = None
    absent_status: dict[str, int] = field(default_factory=dict)


def only(
    readers: tuple[str, ...], otherwise: int = 403, visitor: int = 302, status: int = 200
) -> dict[str, int]:
    """These readers get `status`, a visitor the login, and others `otherwise`."""
    return {
        reader: status if reader in readers else visitor if reader == "visitor" else otherwise
        for reader in ALL
    }
