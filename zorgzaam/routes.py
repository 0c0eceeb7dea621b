"""Every URL pattern with its name, door and policy: what `manage.py routes` prints and the access tests
walk."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from zorgzaam.doors import entrance_of


@dataclass(frozen=True)
class Route:
    """`door` and `policy` are "" when nobody declared them; the tests refuse that."""

    pattern: str
    name: str
    door: str
    policy: str
    view: str


def routes() -> list[Route]:
    """All patterns of the root URLconf, in order."""
    return list(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Route]:
    for entry in patterns:
        path = prefix + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, path, inner)
        elif isinstance(entry, URLPattern):
            yield _route(entry, path, namespace)


def _route(entry: URLPattern, path: str, namespace: str) -> Route:
    name = f"{namespace}{entry.name or ''}"
    callback = entry.callback
    dotted = f"{getattr(callback, '__module__', '')}.{getattr(callback, '__qualname__', '')}"
    found = entrance_of(name or dotted, callback)
    return Route(path, name, found.door if found else "", found.policy if found else "", dotted)
