"""What needs me today: apps tell what waits for a reader, the werkbank shows it on its first page."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Todo:
    """One thing that waits. `due` sorts (None last); `why` is one short sentence; `tone` is info, attention
    or late."""

    title: str
    url: str
    why: str
    due: datetime.date | None = None
    tone: str = "info"


Provider = Callable[[Reader], list[Todo]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let an app tell what waits; the provider asks its own `visible_to`. The same name replaces."""
    _providers[name] = provider


def todos(user: Reader) -> list[Todo]:
    """Everything that waits for this reader, most urgent first."""
    found = [todo for provider in _providers.values() for todo in provider(user)]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or datetime.date.max, todo.title))
