"""Who has an interest in what an organisation brings in: told by providers, so that every room can add what it knows.

Whoever is named here assesses nothing of that organisation. What a room tells, its own trigger on assessments holds.
"""

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable

# Gets organisations (ids; of those that were merged all of them) and a day, gives ids of people; one query.
Provider = Callable[[Collection[uuid.UUID], datetime.date], Iterable[uuid.UUID]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room tell who stands for an organisation. The same name replaces the first."""
    _providers[name] = provider


def people_for(organisations: Collection[uuid.UUID], day: datetime.date) -> set[uuid.UUID]:
    """Everybody of whom any provider knows that they stand for one of these on `day`."""
    return {person for provider in _providers.values() for person in provider(organisations, day)}
