""" "Ligt dit al ergens?": what lies at bodies on the same subjects or in the same words, as far as a reader may know.

So that nobody holds the same talk at several tables (domain.md R3). A room says what it knows with `register`; each
provider asks its own `visible_to`.
"""

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q

from governance.meetings.models.subjects import TASK, THEME
from zorgzaam import search
from zorgzaam.standing import Reader

# How many a provider gives by subject, and by words.
MOST = 8


class Why(Enum):
    """By what something was found."""

    SUBJECT = "zelfde onderwerp"
    WORDS = "zelfde woorden"


@dataclass(frozen=True)
class Asked:
    """For whom, about which themes and tasks (ids), in which words."""

    reader: Reader
    themes: frozenset[uuid.UUID] = frozenset()
    tasks: frozenset[uuid.UUID] = frozenset()
    words: str = ""
    # A proposal that is there already: it does not find itself.
    but: uuid.UUID | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.themes or self.tasks or self.words.strip())

    @property
    def about(self) -> dict[str, frozenset[uuid.UUID]]:
        """The subjects that are asked about, by kind; empty when none is."""
        return {kind: ids for kind, ids in ((THEME, self.themes), (TASK, self.tasks)) if ids}

    def subjects(self, path: str) -> Q | None:
        """A filter on rows whose `path` has columns theme and task; None when no subject is asked. Only for rows whose
        subjects everybody reads who reads the row; for what hangs under items see `items_about`."""
        found = [Q(**{f"{path}__{kind}__in": ids}) for kind, ids in self.about.items()]
        return reduce(or_, found) if found else None


@dataclass(frozen=True)
class Lying:
    """One thing that lies somewhere. `key` is what can be joined ("punt-<id>", "voorstel-<id>"; "" when nothing can),
    and what is shown once; `on` is its day, `when` that in words."""

    key: str
    kind: str
    title: str
    url: str
    body: str
    when: str = ""
    on: datetime.date | None = None
    why: Why = Why.SUBJECT
    joins: bool = False


# Gets what is asked; gives what it knows, in a number of queries that does not grow with what it finds.
Provider = Callable[[Asked], Iterable[Lying]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room tell what lies there; the same name replaces."""
    _providers[name] = provider


def lies(asked: Asked) -> list[Lying]:
    """Everything this reader may know of: by subject first, then by words; each thing once."""
    if asked.is_empty:
        return []
    found = [one for provider in _providers.values() for one in provider(asked)]
    once: dict[str, Lying] = {}
    for one in sorted(found, key=lambda one: one.why is not Why.SUBJECT):
        once.setdefault(one.key or one.url, one)
    return list(once.values())


def rows(visible: Any, asked: Asked, about: Q | None) -> Iterator[tuple[Any, Why]]:
    """Of a queryset with a `search` column: rows about the same, and rows in the same words, each once; at most two
    queries. `about` finds rows by what is asked, through subjects this reader may know (None when none is asked)."""
    seen = set()
    # Ids in a subquery: a row about two of the subjects is one row.
    by_subject = visible.filter(pk__in=visible.model.objects.filter(about).values("pk")) if about else []
    for row in by_subject[:MOST] if about else []:
        seen.add(row.pk)
        yield row, Why.SUBJECT
    query = search.alike(asked.words)
    if query is None:
        return
    ranked = visible.filter(search=query).annotate(rank=SearchRank(F("search"), query))
    for row in ranked.order_by("-rank", "pk")[:MOST]:
        if row.pk not in seen:
            yield row, Why.WORDS
