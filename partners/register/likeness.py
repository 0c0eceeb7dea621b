"""Which organisations may be one and the same: names that look alike, and names one has as another name."""

import re
import unicodedata
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from partners.organisations.models import Organisation

# Tuned on the names of a real region: below these most pairs are two (0 is nothing alike, 1 the same).
MAY_BE, SUSPECT = 0.35, 0.6
MOST, MOST_PAIRS = 5, 50
# Words that say what form it has, and not which one it is.
FORMS = re.compile(r"\b(stichting|vereniging|cooperatie|b\s?v|n\s?v|u\s?a|de|het)\b")


@dataclass(frozen=True)
class Pair:
    """Two that look alike, and by what."""

    one: Organisation
    other: Organisation
    why: str


def plain(name: str) -> str:
    """Without accents, capitals, dots and legal forms: "Stichting Zorggroep Duin B.V." is "zorggroep duin"."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    words = re.sub(r"[^\w ]+", " ", bare.replace(".", ""))
    return " ".join(FORMS.sub(" ", words).split())


def similar_to(name: str, *, but: uuid.UUID | None = None) -> list[Organisation]:
    """Organisations this name may already be of, the likest first; one query. `but` is left out."""
    words = plain(name)
    if not words:
        return []
    like = Greatest(TrigramSimilarity("name", words), TrigramWordSimilarity(words, "aliases"))
    rows = Organisation.objects.remaining().exclude(pk=but).annotate(like=like)
    part = Q(name__unaccent__icontains=words) | Q(aliases__unaccent__icontains=words)
    return list(rows.filter(part | Q(like__gte=MAY_BE)).order_by("-like", "name")[:MOST])


def pairs() -> list[Pair]:
    """Those that look double, the likest first; two queries, however many there are. One that came from another or is a
    part of it has its name for a reason."""
    rows = {one.pk: one for one in Organisation.objects.remaining().select_related("municipality")}
    found: dict[frozenset[uuid.UUID], Pair] = {}
    for why, keys in _same_names(rows):
        for place, first in enumerate(keys):
            for second in keys[place + 1 :]:
                found.setdefault(frozenset((first, second)), Pair(rows[first], rows[second], why))
    for first, second in _look_alike():
        if first in rows and second in rows:
            pair = Pair(rows[first], rows[second], "De namen lijken op elkaar.")
            found.setdefault(frozenset((first, second)), pair)
    return [pair for pair in found.values() if not _related(pair.one, pair.other)][:MOST_PAIRS]


def _same_names(rows: dict[uuid.UUID, Organisation]) -> list[tuple[str, list[uuid.UUID]]]:
    by_name: dict[str, dict[uuid.UUID, str]] = defaultdict(dict)
    for one in rows.values():
        for name in (one.name, *one.alias_list):
            if words := plain(name):
                by_name[words].setdefault(one.pk, name)
    return [
        (f"Allebei ook bekend als “{next(iter(names.values()))}”.", list(names))
        for names in by_name.values()
        if len(names) > 1
    ]


def _look_alike() -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Pairs by name, through the index on trigrams."""
    others = Organisation.objects.remaining().filter(
        pk__gt=OuterRef("pk"), name__trigram_similar=OuterRef("name")
    )
    alike: Any = TrigramSimilarity("name", OuterRef("name"))  # type: ignore[arg-type]
    likest = others.annotate(like=alike).filter(like__gte=SUSPECT)
    other = Subquery(likest.order_by("-like").values("pk")[:1])
    like = Subquery(likest.order_by("-like").values("like")[:1])
    rows = Organisation.objects.remaining().annotate(other=other, like=like).exclude(other=None)
    return list(rows.order_by("-like").values_list("pk", "other"))


def _related(one: Organisation, other: Organisation) -> bool:
    ties = {one.part_of_id, one.predecessor_id}, {other.part_of_id, other.predecessor_id}
    return other.pk in ties[0] or one.pk in ties[1]
