"""Dutch full-text search. Every hit comes through `visible_to`, so search shows what the page would show.

Where a page shows the published snapshot, search looks in the published snapshot: a live row may hold an edit that
nobody published yet. Only who reads the live row is searched on it (`drafts`).

A searchable model has a generated, weighted vector column (`search_column`) with configuration `nl` (Dutch
stemming without accents) and a GIN index. The Dutch stemmer misses plurals and compounds, so titles are also
matched on parts of words.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable

from zorgzaam.standing import Reader

CONFIG = "nl"
# Of a title in words: shorter ones say nothing of the subject, and nobody needs more.
SHORTEST, MOST_WORDS = 4, 20


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
    """How one kind of thing is found.

    `queryset()` has `visible_to` and a `search` column: what readers get, so for what is published its newest
    snapshot. `title` and `text` name fields of it; `text` is plain words, of which the first are shown.
    `line(row)` is what tells one row from another with the same title, such as a date and a body.
    `drafts(reader)` gives the live rows this reader may read as they stand now, with the same `title`; nothing more of
    them is shown.
    """

    label: str
    queryset: Callable[[], Any]
    title: str
    text: str = ""
    line: Callable[[Any], str] | None = None
    door: str = "site"
    drafts: Callable[[Reader], Any] | None = None


@dataclass(frozen=True)
class Hit:
    kind: str
    label: str
    title: str
    text: str
    url: str
    rank: float
    line: str = ""


_kinds: dict[str, Searchable] = {}


def register(kind: str, searchable: Searchable) -> None:
    """Let things of this kind be found; registering twice replaces."""
    _kinds[kind] = searchable


def kinds() -> dict[str, Searchable]:
    return dict(_kinds)


def find(user: Reader, words: str, *, only: str = "", most: int = 10) -> list[Hit]:
    """What this reader may see that matches `words`, best first, each address once; at most `most` per kind. One query
    per kind, two for a kind with drafts."""
    words = words.replace("\x00", "").strip()[:200]
    if not words:
        return []
    chosen = {only: _kinds[only]} if only in _kinds else _kinds
    hits = [
        hit for kind, searchable in chosen.items() for hit in _of_kind(user, kind, searchable, words, most)
    ]
    return sorted(hits, key=lambda hit: -hit.rank)


def alike(words: str) -> SearchQuery | None:
    """What has any of these words in it, for finding what is about the same; None when there is no word to look for.
    The words themselves are no search language: quotes, "or" and dashes mean nothing."""
    found = [word for word in re.findall(r"\w+", words.replace("\x00", "")) if len(word) >= SHORTEST]
    if not found:
        return None
    return SearchQuery(
        " or ".join(f'"{word}"' for word in found[:MOST_WORDS]), config=CONFIG, search_type="websearch"
    )


def _of_kind(user: Reader, kind: str, searchable: Searchable, words: str, most: int) -> list[Hit]:
    found = list(_hits(searchable.queryset().visible_to(user), kind, searchable, words, most))
    if searchable.drafts is not None:
        bare = replace(searchable, text="")
        found = [*_hits(searchable.drafts(user), kind, bare, words, most), *found]
    # Reversed: of a draft and what was published of it, the draft stays.
    once = {hit.url: hit for hit in reversed(found)}.values()
    return sorted(once, key=lambda hit: -hit.rank)[:most]


def _hits(visible: Any, kind: str, searchable: Searchable, words: str, most: int) -> Iterable[Hit]:
    query = SearchQuery(words, config=CONFIG, search_type="websearch")
    matches: Q = Q(search=query) | Q(**{f"{searchable.title}__unaccent__icontains": words})
    rank: Combinable = SearchRank(F("search"), query) + Value(0.0)
    found = visible.filter(matches).annotate(rank=rank).order_by("-rank", "pk")
    for row in found[:most]:
        text = str(getattr(row, searchable.text)) if searchable.text else ""
        title = str(getattr(row, searchable.title))
        line = searchable.line(row) if searchable.line else ""
        yield Hit(kind, searchable.label, title, text[:280], row.get_absolute_url(), row.rank, line)
