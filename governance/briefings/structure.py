"""What the structure of a kind of briefing is made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Sort(StrEnum):
    """How a part is kept, edited and printed: the template of that name in `governance/briefing_letter/` prints it,
    the one in `governance/briefing_compose/` shows it to who writes."""

    TEXT = "text"  # rich text, in the field `name` of the briefing
    SENTENCE = "sentence"  # one sentence, idem
    WORDS = "words"  # fixed words, in `heading`; {place} in them is the municipality or province
    SECTIONS = "sections"  # free headings with text and fragments
    POINTS = "points"  # numbered besluitpunten
    GROUNDS = "grounds"  # argumenten or kanttekeningen, `name` says which, numbered per besluitpunt
    TABLE = "table"  # attachments as a table
    FILES = "files"  # attachments as a numbered list of file names
    SIGNATURES = "signatures"  # who signs, side by side


@dataclass(frozen=True)
class Part:
    """One part of a document, in its place.

    name      what it is stored under, or "" where nothing is stored
    heading   as printed; "" prints none
    anchor    its place on the page of the composer
    title     its name for who writes, where the heading is not that
    phrase    its name at the beginning of a sentence, where that is not the title between quotation marks
    ask       what who writes reads while it is empty
    missing   what to do, where it cannot be offered empty; with {} for the besluitpunten concerned
    help      what stands beside the field; "" says nothing of its own
    without   what readers get where it is empty; "" leaves the part out
    warn      what deserves a second look where it is empty
    fragment  the fragment that belongs in it; `without_fragment` is the second look where it is not there
    emphasis  printed as the core of the document, or in bold
    """

    sort: Sort
    name: str = ""
    heading: str = ""
    anchor: str = ""
    title: str = ""
    phrase: str = ""
    ask: str = ""
    missing: str = ""
    help: str = ""
    without: str = ""
    warn: str = ""
    fragment: str = ""
    without_fragment: str = ""
    emphasis: bool = False

    @property
    def called(self) -> str:
        """Its name for who writes."""
        return self.title or self.heading.rstrip(":")


@dataclass(frozen=True)
class Structure:
    """One kind: its parts in order, its header block and the fields beside it.

    to        kinds of body it can be addressed to; `to_whom` says that in words
    number    what its number is called
    headline  the line above it with {whom} in it, where that is not its name and whom it goes to
    header    (label, field) pairs of the header block
    extra     fields of the form beside those of every kind
    register  the kind of CouncilNotice it is in the register of the council; "" is in none
    columns   the heads of the table of attachments
    determined  whether the portfolio holder determines it before it is published
    recurring it comes back: one follows on the last one to the same body, whatever it is about
    """

    to: tuple[str, ...]
    to_whom: str
    number: str
    subject: str
    header: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    headline: str = ""
    extra: tuple[str, ...] = ()
    register: str = ""
    columns: tuple[str, ...] = ()
    determined: bool = True
    recurring: bool = False
    required: tuple[str, ...] = ("registration_number", "dated_on", "publicity", "portfolio_holder")

    def label_of(self, field: str) -> str:
        """What the header block calls a field; "" where it does not print it."""
        return next((label for label, name in self.header if name == field), "")

    def part(self, name: str) -> Part | None:
        """The part stored under this name, or None where this kind has none."""
        return next((part for part in self.parts if part.name == name), None)

    def has(self, *sorts: Sort) -> bool:
        return any(part.sort in sorts for part in self.parts)


def text(name: str, heading: str = "", **words: Any) -> Part:
    """A text of the briefing itself."""
    anchors = {"core": "kern", "follow_up": "vervolg"}
    return Part(Sort.TEXT, name, heading, anchors[name], **words)


def sections(**words: Any) -> Part:
    """Free chapters between the fixed parts."""
    return Part(Sort.SECTIONS, "sections", anchor="hoofdstukken", **words)


def attachments(sort: Sort, heading: str = "Bijlagen", **words: Any) -> Part:
    """What goes along, in one of the two ways."""
    return Part(sort, "attachments", heading, "bijlagen", **words)


def fixed(words: str, *, bold: bool = False) -> Part:
    """Words that stand in every document of the kind."""
    return Part(Sort.WORDS, heading=words, emphasis=bold)
