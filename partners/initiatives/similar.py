"""What looks like an initiative that is being written: so that people find each other before they do the same twice."""

import uuid
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from partners.initiatives.models import Initiative
from zorgzaam.search import alike
from zorgzaam.standing import Reader

MOST = 5


def similar(reader: Reader, words: str, *, but: uuid.UUID) -> list[Any]:
    """At most five initiatives this reader may see that have some of these words, best first; one query."""
    query = alike(words[:1000])
    if query is None:
        return []
    found = Initiative.objects.visible_to(reader).exclude(pk=but).filter(search=query)
    ranked = found.annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "pk")
    return list(ranked.select_related("organisation", "recipient")[:MOST])
