"""The register of triggers, with an index.

pgtrigger goes through all its triggers for each one it registers, to see that no two share a name. With a thousand and
more that was half the time every process needs to start, growing with the square of their number.
"""

from typing import Any

from pgtrigger import registry


class Indexed(registry._Registry):
    """The same register: what pgtrigger computes anew each time is kept as it grows."""

    def __init__(self) -> None:
        self._by_table: dict[tuple[str, str], Any] = {}
        self._functions: set[str] = set()
        super().__init__()

    @property
    def by_db_table(self) -> dict[tuple[str, str], Any]:
        return self._by_table

    @property
    def pg_function_names(self) -> set[str]:
        return self._functions

    def __setitem__(self, uri: str, value: tuple[Any, Any]) -> None:
        super().__setitem__(uri, value)  # type: ignore[no-untyped-call]
        model, trigger = value
        self._by_table[model._meta.db_table, trigger.name] = trigger
        self._functions.add(trigger.get_pgid(model))

    def __delitem__(self, uri: str) -> None:
        model, trigger = self[uri]
        super().__delitem__(uri)  # type: ignore[no-untyped-call]
        del self._by_table[model._meta.db_table, trigger.name]
        self._functions.discard(trigger.get_pgid(model))


def index_triggers() -> None:
    """Put the register with an index in place; before the first model is made."""
    found = Indexed()
    for uri, value in registry._registry.items():
        found[uri] = value
    registry._registry = found
