"""What looks like an initiative that is being written: so that people find each other before they do the same twice.

Of what a reader does not read inside, only what stands on the site is looked in and shown, in its public words.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from partners.initiatives.models import Initiative, InitiativePublication
from partners.initiatives.publishing.words import public_words
from zorgzaam.search import alike
from zorgzaam.standing import Reader

MOST = 5


@dataclass(frozen=True)
class Alike:
    """One that looks like it, in the words this reader may read."""

    title: str
    by_whom: str
    words: str
    url: str


def similar(reader: Reader, words: str, *, but: uuid.UUID) -> list[Alike]:
    """At most five initiatives that have some of these words: those this reader reads inside first, then what stands on
    the site; two queries."""
    query = alike(words[:1000])
    if query is None:
        return []
    inside = _ranked(Initiative.objects.visible_to(reader).exclude(pk=but), query)
    inside = list(inside.select_related("organisation", "recipient")[:MOST])
    on_site = InitiativePublication.objects.current().exclude(
        initiative__in=[but, *(row.pk for row in inside)]
    )
    public = list(_ranked(on_site, query).select_related("initiative")[: MOST - len(inside)])
    return [
        *(Alike(row.title, row.by_whom, row.words, row.get_absolute_url()) for row in inside),
        *(
            Alike(row.title, row.by_whom, public_words(row.initiative), row.get_absolute_url())
            for row in public
        ),
    ]


def _ranked(rows: Any, query: Any) -> Any:
    found = rows.filter(search=query).annotate(rank=SearchRank(F("search"), query))
    return found.order_by("-rank", "pk")
