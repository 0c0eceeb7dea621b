"""Who can act: a person, or a named part of the house when no person pressed the button."""

import uuid
from typing import TYPE_CHECKING, Union

from django.db import models

if TYPE_CHECKING:
    from zorgzaam.accounts.models import User
    from zorgzaam.people.models import Person


class SystemActor(models.TextChoices):
    """The named actors of design.md, mechanism 5: jobs, logins and migrations have no person behind them."""

    VISITOR = "systeem:bezoeker", "Bezoeker zonder account"
    LOGIN = "systeem:aanmelding", "Aanmelding"
    WORKER = "systeem:werker", "Achtergrondtaak"
    MIGRATION = "systeem:migratie", "Migratie"
    COMMAND = "systeem:opdracht", "Opdracht van de beheerder"
    SETUP = "systeem:inrichting", "Inrichting van de regio"


Actor = Union["Person", "User", SystemActor]


def actor_key(actor: Actor) -> str:
    """The key under which history keeps an actor: `person:<uuid>` or the system actor's own value.

    Takes a Person, a User (its person is meant) or a SystemActor. Raises TypeError for anything else,
    an anonymous visitor included: a write without an actor is a mistake, never a default.
    """
    if isinstance(actor, SystemActor):
        return actor.value
    person_id = getattr(actor, "person_id", None) or _own_id(actor)
    if person_id is None:
        raise TypeError(f"{actor!r} is not an actor: give a Person, a User or a SystemActor")
    return f"person:{person_id}"


def _own_id(actor: object) -> uuid.UUID | None:
    from zorgzaam.people.models import Person

    return actor.pk if isinstance(actor, Person) else None


def actor_person_id(key: str) -> uuid.UUID | None:
    """The person behind an actor key, or None for a system actor."""
    return uuid.UUID(key.removeprefix("person:")) if key.startswith("person:") else None
