"""What is said of a document, and who has documents to say it of."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from zorgzaam.publicity import WooCategory

# The number of a category in the names of files; the harvester reads no others (DiWoo, handleiding sitemapindex).
NUMBERS: dict[WooCategory, int] = {
    WooCategory.RECEIVED_BY_COUNCIL: 6,
    WooCategory.COUNCIL_PAPERS: 8,
    WooCategory.EXECUTIVE_AGENDAS: 9,
    WooCategory.ADVICE: 10,
    WooCategory.COVENANTS: 11,
    WooCategory.ANNUAL_PLANS: 12,
    WooCategory.RESEARCH: 15,
    WooCategory.BEST_EFFORTS: 18,
}
CATEGORIES = {number: category for category, number in NUMBERS.items()}


def category_of(chosen: str) -> WooCategory:
    """The category of a document; one that was given none is published of our own accord (Woo, article 3.1)."""
    return WooCategory(chosen) if chosen else WooCategory.BEST_EFFORTS


@dataclass(frozen=True)
class Document:
    """One public document, as DiWoo describes it.

    address      of the file itself; it identifies the document
    identifier   a UUID
    title, about the official title, and one line about it
    created_on   the day on it
    publisher    who publishes it; `responsible` the public body it is of
    published_at since when everybody can read it
    """

    address: str
    identifier: str
    title: str
    about: str
    category: WooCategory
    created_on: datetime.date
    publisher: str
    responsible: str
    published_at: datetime.datetime


class Provider(Protocol):
    """An app that publishes documents. What is withdrawn, closed or under embargo is none of them."""

    def categories(self) -> Iterable[WooCategory]:
        """Those it ever published in, so that the harvester also sees that the last one left."""

    def count(self, category: WooCategory) -> int:
        """How many there are now."""

    def documents(self, category: WooCategory, start: int, end: int) -> Iterable[Document]:
        """Those from `start` up to `end`, oldest first."""


_providers: dict[str, Provider] = {}


def register(key: str, provider: Provider) -> None:
    """Add a provider; `key` (letters) stands in the names of its sitemaps."""
    _providers[key] = provider


def providers() -> dict[str, Provider]:
    """Every provider by key."""
    return dict(_providers)
