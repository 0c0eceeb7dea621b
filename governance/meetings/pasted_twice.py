"""Which lines of a pasted agenda stand on the agenda already: what every agenda begins with comes by itself."""

import re
from dataclasses import dataclass
from typing import Self

from governance.meetings.models import Meeting

# What every agenda has, under a longer or a shorter name: "Rondvraag" is "Rondvraag en sluiting".
_USUAL = frozenset(
    {"opening", "welkom", "agenda", "vaststelling", "verslag", "notulen", "besluitenlijst", "actielijst",
     "mededelingen", "ingekomen", "stukken", "rondvraag", "wvttk", "sluiting", "afsluiting"}
)  # fmt: skip
_SMALL = frozenset(
    {"de", "het", "een", "en", "van", "voor", "op", "in", "over", "bij", "met", "aan", "te", "ter"}
)


@dataclass(frozen=True)
class Known:
    """The titles of an agenda as sets of words."""

    titles: dict[str, frozenset[str]]

    @classmethod
    def on(cls, meeting: Meeting) -> Self:
        """One query."""
        return cls({title: _words(title) for title in meeting.items.values_list("title", flat=True)})

    def like(self, title: str) -> str:
        """The title on the agenda that says the same; "" for none."""
        asked = _words(title)
        return next((known for known, words in self.titles.items() if asked and _alike(asked, words)), "")


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", title.casefold()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    if one == other:
        return True
    less, more = sorted((one - _SMALL, other - _SMALL), key=len)
    return bool(less) and less <= more and less <= _USUAL
