"""Which organisations stand behind the subject of an item: told by providers, so that every room can add what it knows.

An organisation that has an interest in what is decided takes no part in it (for the general rule see article 2:4 of the
Algemene wet bestuursrecht; for councils article 28 of the Gemeentewet). A theme or task an item is about is nobody's
interest.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from governance.meetings.models import AgendaItem, ItemKind


@dataclass(frozen=True)
class Interest:
    """`organisation` (id) stands behind the subject; `why` is one sentence in Dutch, with the name in it."""

    organisation: uuid.UUID
    why: str


# Gets items (with owner_organisation) and gives per id who stands behind it; constant in queries.
Provider = Callable[[Iterable[AgendaItem]], Mapping[uuid.UUID, list[Interest]]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room tell which organisations stand behind a subject. The same name replaces the first."""
    _providers[name] = provider


def of_items(items: Iterable[AgendaItem]) -> dict[uuid.UUID, list[Interest]]:
    """Everything any provider knows, per item."""
    asked = list(items)
    found: dict[uuid.UUID, list[Interest]] = {item.pk: [] for item in asked}
    for provider in _providers.values():
        for pk, interests in provider(asked).items():
            found[pk] += interests
    return found


def brought_in(items: Iterable[AgendaItem]) -> dict[uuid.UUID, list[Interest]]:
    """Who brings in what is to be decided stands behind it. An item that asks no decision has no such side."""
    return {
        item.pk: [
            Interest(item.owner_organisation_id, f"{item.owner_organisation} brengt dit voorstel zelf in.")
        ]
        for item in items
        if item.kind == ItemKind.DECISION and item.owner_organisation_id
    }
