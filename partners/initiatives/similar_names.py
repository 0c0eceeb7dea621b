"""Organisations of our list that an unknown name may mean."""

import re

from django.db.models import Q

from partners.organisations.models import Organisation

# Words that say nothing of which organisation it is.
EMPTY = {"stichting", "vereniging", "gemeente", "zorg", "welzijn", "cooperatie", "coöperatie", "voor"}
SHORTEST, MOST = 4, 8


def similar_organisations(name: str) -> list[Organisation]:
    """Those with a telling word of `name` in their name or aliases; at most a few, one query."""
    told = [word for word in re.findall(r"\w+", name.lower()) if len(word) >= SHORTEST and word not in EMPTY]
    words = told or re.findall(r"\w+", name.lower())
    if not words:
        return []
    meant = Q()
    for word in words[:6]:
        meant |= Q(name__unaccent__icontains=word) | Q(aliases__unaccent__icontains=word)
    return list(Organisation.objects.filter(meant).order_by("name")[:MOST])
