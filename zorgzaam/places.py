"""Places: how a page of a lower floor shows what an upper floor knows, without knowing that floor.

The page of a transformation task has a place "task.discussed"; governance registers what fills it, and it is
rendered in the same response under governance's own `visible_to`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Block:
    """A template with its context. The template gets `request` and everything in `context`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


# Gets the request and the subject of the page (None on pages without one); None means nothing to show.
Provider = Callable[[HttpRequest, Any], Block | None]

_providers: dict[str, dict[str, tuple[int, Provider]]] = {}


def register(place: str, name: str, provider: Provider, *, order: int = 50) -> None:
    """Fill `place` with what `provider` gives; lower `order` comes first; the same name replaces."""
    _providers.setdefault(place, {})[name] = (order, provider)


def fill(place: str, request: HttpRequest, subject: Any = None) -> list[Block]:
    """The blocks for a place, in order, without those that have nothing to show this reader."""
    found = sorted(_providers.get(place, {}).items(), key=lambda item: (item[1][0], item[0]))
    blocks = [provider(request, subject) for _, (_, provider) in found]
    return [block for block in blocks if block is not None]


def rendered(request: HttpRequest, place: str, subject: Any = None) -> SafeString:
    """What is shown at a place, as HTML; "" when there is nothing."""
    blocks = fill(place, request, subject)
    return mark_safe(  # noqa: S308 - rendered templates, each escaped by itself
        "".join(render_to_string(block.template, block.context, request) for block in blocks)
    )
