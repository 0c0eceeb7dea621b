"""What looks like an initiative that is being written: so that people find each other before they do the same twice.

Of what a reader does not read inside, only what stands on the site is looked in and shown, in its public words.
"""

import re
import uuid
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, ExpressionWrapper, F, IntegerField, Q
from django.db.models.functions import Cast

from partners.initiatives.models import Initiative, InitiativePublication, State
from partners.initiatives.publishing.words import public_words
from zorgzaam.search import CONFIG, MOST_WORDS, SHORTEST, alike
from zorgzaam.standing import Reader

MOST = 5
# Words every second idea has: two that share only these are not alike.
_EMPTY = (
    "anderen bijvoorbeeld buren buurt buurthuis doen elkaar elke gaan gemeente gemeenten gezond gezonde gezonder "
    "gezondheid goed groep helpen hulp idee iedereen initiatief inwoner inwoners komen krijgen kunnen leren maken meer "
    "mensen minder moeten nodig omdat organisatie organisaties project regio samen soms steeds vaak veel voorbeeld "
    "waar weer week welzijn wijk wijken willen worden zelf zodat zonder zorg zorgen"
)
SAYS_NOTHING = frozenset(_EMPTY.split())
# Of an idea told in many words, one in common says nothing either.
FEW_WORDS = 2


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
    told = telling(words[:1000])
    query = alike(" ".join(told))
    if query is None:
        return []
    rows = Initiative.objects.visible_to(reader).exclude(pk=but).exclude(state=State.WITHDRAWN)
    inside = _ranked(rows, query, told)
    inside = list(inside.select_related("organisation", "recipient")[:MOST])
    on_site = InitiativePublication.objects.current().exclude(
        initiative__in=[but, *(row.pk for row in inside)]
    )
    public = list(_ranked(on_site, query, told).select_related("initiative")[: MOST - len(inside)])
    return [
        *(Alike(row.title, row.by_whom, row.words, row.get_absolute_url()) for row in inside),
        *(
            Alike(row.title, row.by_whom, public_words(row.initiative), row.get_absolute_url())
            for row in public
        ),
    ]


def telling(words: str) -> list[str]:
    """The words that say what it is about, each once, in their order; all of them when nothing else was said."""
    found = dict.fromkeys(word for word in re.findall(r"\w+", words.lower()) if len(word) >= SHORTEST)
    return ([word for word in found if word not in SAYS_NOTHING] or list(found))[:MOST_WORDS]


def _ranked(rows: Any, query: Any, told: list[str]) -> Any:
    found = rows.filter(search=query).annotate(rank=SearchRank(F("search"), query))
    if len(told) > FEW_WORDS:
        found = found.annotate(common=reduce(add, map(_has, told))).filter(common__gte=2)
    return found.order_by("-rank", "pk")


def _has(word: str) -> Any:
    """1 where this word is in it, else 0."""
    there = ExpressionWrapper(Q(search=SearchQuery(word, config=CONFIG)), output_field=BooleanField())
    return Cast(there, IntegerField())
