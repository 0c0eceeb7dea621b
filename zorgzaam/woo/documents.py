"""What is said of a document, and who has documents to say it of."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from zorgzaam.publicity import WooCategory

# The number of a category in the names of files; the harvester reads no others (DiWoo, handleiding sitemapindex).
NUMBERS: dict[WooCategory, int] = {
    WooCategory.LAWS: 1,
    WooCategory.GENERAL_DECISIONS: 2,
    WooCategory.DRAFT_RULES: 3,
    WooCategory.HOW_IT_WORKS: 4,
    WooCategory.HOW_TO_REACH: 5,
    WooCategory.RECEIVED_BY_COUNCIL: 6,
    WooCategory.PARLIAMENT_PAPERS: 7,
    WooCategory.COUNCIL_PAPERS: 8,
    WooCategory.EXECUTIVE_AGENDAS: 9,
    WooCategory.ADVICE: 10,
    WooCategory.COVENANTS: 11,
    WooCategory.ANNUAL_PLANS: 12,
    WooCategory.SUBSIDIES: 13,
    WooCategory.WOO_REQUESTS: 14,
    WooCategory.RESEARCH: 15,
    WooCategory.ORDERS: 16,
    WooCategory.COMPLAINTS: 17,
    WooCategory.BEST_EFFORTS: 18,
}
CATEGORIES = {number: category for category, number in NUMBERS.items()}


def category_of(chosen: str) -> WooCategory:
    """The category of a document; one that was given none is published of our own accord (Woo, article 3.1)."""
    return WooCategory(chosen) if chosen else WooCategory.BEST_EFFORTS


class Handling(Enum):
    """What can be done with a document; the value is its word, `code` the one in TOOI (DiWoo, soorthandelinglijst)."""

    DETERMINED = "vaststelling"
    SIGNED = "ondertekening"
    RECEIVED = "ontvangst"

    @property
    def code(self) -> str:
        return {"vaststelling": "c_641ecd76", "ondertekening": "c_e1ec050e", "ontvangst": "c_dfcee535"}[
            self.value
        ]


@dataclass(frozen=True)
class Organisation:
    """A public body by its name, and its address in TOOI where that is known (zorgzaam.tooi)."""

    name: str
    tooi: str = ""


@dataclass(frozen=True)
class Reference:
    """Another document, by its address and title."""

    address: str
    title: str


@dataclass(frozen=True)
class Document:
    """One public document, as DiWoo describes it.

    address      of the file itself; it identifies the document
    identifier   a UUID
    title, about the official title, and one line about it
    created_on   the day on it
    publisher    who publishes it; `responsible` the public body it is of, None while that is not known
    published_at since when everybody can read it
    handled      what was done with it and when; at least one (DiWoo asks that)
    file_name    of the file, which says what kind of file it is
    part_of      the document it belongs to; `parts` those that belong to it
    """

    address: str
    identifier: str
    title: str
    about: str
    category: WooCategory
    created_on: datetime.date
    publisher: Organisation
    responsible: Organisation | None
    published_at: datetime.datetime
    handled: tuple[tuple[Handling, datetime.datetime], ...]
    file_name: str
    part_of: Reference | None = None
    parts: tuple[Reference, ...] = ()


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
