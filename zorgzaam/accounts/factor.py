"""Who needs a second factor (BIO2): administrators, the netwerkbureau, and who an app names."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled

from zorgzaam.standing import Standing, standing_of

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User

Asks = Callable[[Standing], bool]
_asking: dict[str, Asks] = {}


def register(name: str, asks: Asks) -> None:
    """Let an app say whose standing asks a second factor. Registering the same name twice replaces the first."""
    _asking[name] = asks


def needs_second_factor(user: "User") -> bool:
    """Whether this account may do nothing before it has a second factor."""
    standing = standing_of(user)
    return user.is_staff or standing.is_bureau or any(asks(standing) for asks in _asking.values())


def has_second_factor(user: "User") -> bool:
    """Whether a second factor is set up; known already when the account came with its request (`backends`)."""
    known: bool | None = getattr(user, "has_factor", None)
    return is_mfa_enabled(user) if known is None else known
