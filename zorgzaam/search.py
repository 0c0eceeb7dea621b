"""Dutch full-text search. Every hit comes through `visible_to`, so search shows what the page would show.

A searchable model has a generated, weighted vector column (`search_column`) with configuration `nl` (Dutch
stemming without accents) and a GIN index. The Dutch stemmer misses plurals and compounds, so titles are also
matched on parts of words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable

from zorgzaam.standing import Reader

CONFIG = "nl"


def search_column(**weights: str) -> models.GeneratedField:
    """A generated vector: `search_column(title="A", text="B")`; weights run from A (heaviest) to D."""
    vector: Any = None
    for name, weight in weights.items():
        part = SearchVector(name, weight=weight, config=CONFIG)
        vector = part if vector is None else vector + part
    return models.GeneratedField(expression=vector, output_field=SearchVectorField(), db_persist=True)


def search_index(name: str) -> GinIndex:
    """The index that belongs to a `search_column` called `search`."""
    return GinIndex(fields=["search"], name=name)


@dataclass(frozen=True)
class Searchable:
    """How one kind of thing is found. `queryset()` has `visible_to` and a `search` column; `title` is a field
    name."""

    label: str
    queryset: Callable[[], Any]
    title: str
    text: str = ""
    door: str = "site"


@dataclass(frozen=True)
class Hit:
    kind: str
    label: str
    title: str
    text: str
    url: str
    rank: float


_kinds: dict[str, Searchable] = {}


def register(kind: str, searchable: Searchable) -> None:
    """Let things of this kind be found; registering twice replaces."""
    _kinds[kind] = searchable


def kinds() -> dict[str, Searchable]:
    return dict(_kinds)


def find(user: Reader, words: str, *, only: str = "", most: int = 10) -> list[Hit]:
    """What this reader may see that matches `words`, best first; at most `most` per kind, one query per
    kind."""
    words = words.replace("\x00", "").strip()[:200]
    if not words:
        return []
    chosen = {only: _kinds[only]} if only in _kinds else _kinds
    hits = [hit for kind, searchable in chosen.items() for hit in _hits(user, kind, searchable, words, most)]
    return sorted(hits, key=lambda hit: -hit.rank)


def _hits(user: Reader, kind: str, searchable: Searchable, words: str, most: int) -> Iterable[Hit]:
    query = SearchQuery(words, config=CONFIG, search_type="websearch")
    matches: Q = Q(search=query) | Q(**{f"{searchable.title}__unaccent__icontains": words})
    rank: Combinable = SearchRank(F("search"), query) + Value(0.0)
    found = searchable.queryset().visible_to(user).filter(matches).annotate(rank=rank).order_by("-rank", "pk")
    for row in found[:most]:
        text = str(getattr(row, searchable.text)) if searchable.text else ""
        title = str(getattr(row, searchable.title))
        yield Hit(kind, searchable.label, title, text[:280], row.get_absolute_url(), row.rank)
