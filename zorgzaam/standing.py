"""Standing: who somebody is today, from current mandates and representations, in a constant number of
queries.

Apps register providers; the kernel imports none. Nothing here is kept in a session or a cache, so a mandate
that ends tonight gives no right tomorrow (promise I10).
"""

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, Union, runtime_checkable

from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from zorgzaam.accounts.models import User
    from zorgzaam.people.models import Person

# A provider answers for one person on one day, in one or two queries.
Provider = Callable[[uuid.UUID, datetime.date], "Part"]


@dataclass(frozen=True)
class Part:
    """What one provider knows of a person: see the fields of Standing."""

    is_bureau: bool = False
    organisations: frozenset[uuid.UUID] = frozenset()
    manages: frozenset[uuid.UUID] = frozenset()
    bodies: Mapping[uuid.UUID, frozenset[str]] = field(default_factory=dict)
    councils: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True)
class Standing:
    """Who you are on this day.

    is_bureau      works at the netwerkbureau now
    is_admin       administrator: manages accounts and reference data, opens no closed paper
    organisations  ids of organisations you may speak for
    manages        those of them where you may let colleagues in
    bodies         body id -> roles you hold there (values of governance.bodies Role)
    councils       ids of council bodies you serve as member or griffie
    """

    person_id: uuid.UUID | None = None
    user_id: uuid.UUID | None = None
    is_admin: bool = False
    is_bureau: bool = False
    organisations: frozenset[uuid.UUID] = frozenset()
    manages: frozenset[uuid.UUID] = frozenset()
    bodies: Mapping[uuid.UUID, frozenset[str]] = field(default_factory=dict)
    councils: frozenset[uuid.UUID] = frozenset()

    @property
    def is_somebody(self) -> bool:
        """Signed in, in whatever role."""
        return self.person_id is not None

    def sits_in(self, body_id: uuid.UUID | None) -> bool:
        return body_id in self.bodies

    def holds(self, body_id: uuid.UUID | None, *roles: str) -> bool:
        """Holds one of these roles in that body now."""
        return body_id is not None and bool(self.bodies.get(body_id, frozenset()) & set(roles))


NOBODY = Standing()


@runtime_checkable
class HasStanding(Protocol):
    @property
    def standing(self) -> Standing: ...


@dataclass(frozen=True)
class StandIn:
    """A reader that is no account: 'bekijk als' and publications per audience look through these eyes."""

    standing: Standing
    is_authenticated: bool = False


Reader = Union["User", "AnonymousUser", HasStanding]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let an app tell what it knows of a person. Registering the same name twice replaces the first."""
    _providers[name] = provider


def standing_of(user: Reader) -> Standing:
    """The standing of an account, an anonymous visitor (NOBODY) or a stand-in."""
    return user.standing if isinstance(user, HasStanding) else NOBODY


def work_out(user: "User") -> Standing:
    """Ask every provider about this account, for today in the region's time zone. An inactive account is
    nobody."""
    if not user.is_active:
        return NOBODY
    return standing_on(
        user.person_id, timezone.localdate(), user_id=user.pk, is_admin=user.is_staff and user.is_superuser
    )


def reader_of(person: "Person") -> StandIn:
    """A person as who reads today, with or without a login: for a mail, or for a job that does what they asked."""
    return StandIn(standing_on(person.pk, timezone.localdate()))


def standing_on(
    person_id: uuid.UUID, day: datetime.date, *, user_id: uuid.UUID | None = None, is_admin: bool = False
) -> Standing:
    """The standing of a person on a day, with or without a login."""
    parts = [provider(person_id, day) for provider in _providers.values()]
    bodies: dict[uuid.UUID, frozenset[str]] = {}
    for part in parts:
        for body, roles in part.bodies.items():
            bodies[body] = bodies.get(body, frozenset()) | roles
    return Standing(
        person_id=person_id,
        user_id=user_id,
        is_admin=is_admin,
        is_bureau=any(part.is_bureau for part in parts),
        organisations=frozenset().union(*(part.organisations for part in parts)),
        manages=frozenset().union(*(part.manages for part in parts)),
        bodies=bodies,
        councils=frozenset().union(*(part.councils for part in parts)),
    )
