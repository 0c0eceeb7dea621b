"""From document to page and PDF: both are made from the canonical JSON alone."""

import datetime
import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils.html import strip_tags

from governance.briefings import fragments
from governance.briefings.abbreviations import Explained
from governance.briefings.fragments.sourcing import Sources
from governance.briefings.notes import Notes
from governance.briefings.structure import Sort
from governance.briefings.tables import labelled
from governance.printouts.paper import Paper
from zorgzaam import pdf, word
from zorgzaam.qr import code_picture
from zorgzaam.snapshots import digest

PAGE = "governance/briefing_letter.html"
PRINT = "governance/briefing_print.html"
DATA, DATA_ABOUT = "briefing.json", "De inhoud van dit stuk als gegevens, zoals die is vastgelegd"
SOURCE = "governance/fragments/source.html"
CONCEPT = pdf.Asset(
    b'@page { @top-center { content: "CONCEPT"; font: bold 11pt "Noto Sans", sans-serif; color: #8a1538; } }',
    "text/css",
)
# What the properties of a file say of a letter without a date.
NO_DAY = "1970-01-01"
# The heading of the first part says what the kind is, and nothing of this letter.
# Where a sentence comes from is no part of what it says.
_SOURCES = re.compile(r'<a class="zz-letter__source".*?</a>|<details.*?</details>', re.DOTALL)
_FIRST_HEADING = re.compile(r"\A\s*<section[^>]*>\s*<h2>.*?</h2>", re.DOTALL)


def to_html(
    text: str,
    *,
    draft: bool = False,
    file_url: Callable[[str], str] | None = None,
    prefix: str = "",
    level: int = 1,
) -> str:
    """The letter as part of a page, from canonical JSON. With more letters on one page each has its own `prefix`, which
    its notes, sources and explanations begin their names with. `level` is that of its heading: 1, or 2 below another.

    `file_url` gives the address of the file of an attachment by its id. Every reader gets the same letter, so only
    files that are public under the Woo are linked in it; in a draft, for who works on it, all are.
    """
    context = _context(text, draft=draft, page=True, prefix=prefix) | {"level": level}
    for row in context["document"]["attachments"]:
        if file_url and (row["file"] or (draft and row["closed"])) and (draft or row["woo"] == "ja"):
            row["url"] = file_url(row["id"])
    return labelled(render_to_string(PAGE, context))


def to_pdf(text: str, *, draft: bool = False, address: str = "") -> pdf.Rendered:
    """The letter as PDF/UA-1, from canonical JSON. Raises PdfError.

    A draft says CONCEPT on every page. Any other is PDF/A-3a as well with the JSON inside, and says how to find out
    whether it is the real one where it has an `address` for that.
    """
    if draft:
        return draft_paper(text).printed()
    context = _context(text, draft=False, page=False)
    context |= {"address": address, "picture": code_picture(address) if address else None}
    day = datetime.date.fromisoformat(context["document"]["date"] or NO_DAY)
    return pdf.render(render_to_string(PRINT, context), source=pdf.Source(DATA, DATA_ABOUT, text, day))


def draft_paper(text: str) -> Paper:
    """What is printed of a draft, from canonical JSON."""
    return Paper(render_to_string(PRINT, _context(text, draft=True, page=False)), {"concept": CONCEPT})


def to_word(text: str, *, draft: bool = False, address: str = "") -> bytes:
    """The letter as a document for Word, from canonical JSON: the same parts in the same order as on paper.

    It can be changed, so it is never the real one; it says where that is (`address`).
    """
    context = _context(text, draft=draft, page=False) | {"copy": True, "address": address}
    document = context["document"]
    day = datetime.date.fromisoformat(document["date"] or NO_DAY)
    title = f"{'CONCEPT ' if draft else ''}{document['kind']}: {document['subject']}"
    return word.from_html(render_to_string(PRINT, context), word.Facts(title, document["sender"], day))


def word_made_of(text: str, address: str) -> str:
    """A SHA-256 (hex) of everything `to_word` makes a document of, itself included."""
    program = "".join(sorted(digest(path.read_bytes()) for path in Path(word.__file__).parent.glob("*.py")))
    return digest("\n".join((digest(text), address, templates_sha256(), program)))


def to_plain(text: str) -> str:
    """The words of the letter, for searching: what it says first, the header block last."""
    top, _, rest = _SOURCES.sub("", to_html(text)).partition("</h1>")
    words = strip_tags(f"{_FIRST_HEADING.sub('', rest, count=1)} {top}".replace("<", " <"))
    return " ".join(words.replace("&nbsp;", " ").split())


def _context(text: str, *, draft: bool, page: bool, prefix: str = "") -> dict[str, Any]:
    """The document with each part next to what it holds, its notes and sources numbered in the order of reading."""
    document, notes = json.loads(text), Notes(prefix)
    sources = Sources(document.get("site", ""))
    explained = Explained(document.get("abbreviations", []) if page else [], prefix)
    for part in document["parts"]:
        part["template"] = _template(part["sort"])
        held = _held(part, document, notes, sources)
        part["holds"] = _explaining(held, part["sort"], explained)
    document["printed_since"] = document["since"] if (document.get("since") or {}).get("printed") else None
    endnotes = {"notes": notes.found, "sources": sources.found}
    return {"document": document, **endnotes, "draft": draft, "page": page, "prefix": prefix}


def _explaining(held: Any, sort: str, explained: Explained) -> Any:
    """What a part prints, with a button at the first use of an abbreviation in rich text."""
    if sort == Sort.TEXT:
        return explained.mark(held)
    rows = held if sort in (Sort.SECTIONS, Sort.GROUNDS) else []
    for each in [block for row in rows for block in row.get("blocks", [row])]:
        if "html" in each:
            each["html"] = explained.mark(each["html"])
    return held


def _held(part: dict[str, Any], document: dict[str, Any], notes: Notes, sources: Sources) -> Any:
    """What one part prints."""
    match part["sort"]:
        case Sort.TEXT:
            return notes.number(document[part["name"]])
        case Sort.SECTIONS:
            return [_section(section, notes, sources) for section in document["sections"]]
        case Sort.GROUNDS:
            return list(_grounds(part["name"], document["points"], notes))
        case Sort.WORDS:
            return part["heading"]
        case _:
            return document[part["name"]]


def _section(section: dict[str, Any], notes: Notes, sources: Sources) -> dict[str, Any]:
    for block in section["blocks"]:
        if block["kind"] == "text":
            block["html"] = notes.number(block["html"])
        elif block["kind"] == "fragment":
            block["template"] = fragment_template(block["fragment"])
            sources.number(block["data"])
    return section


def _grounds(kind: str, points: list[dict[str, Any]], notes: Notes) -> Any:
    """The argumenten or kanttekeningen in order, each with the number it has by its place: 1.1, 1.2, 2.1."""
    for number, point in enumerate(points, start=1):
        for sequence, row in enumerate(point["grounds"][kind], start=1):
            yield {"code": f"{number}.{sequence}", **row, "html": notes.number(row["html"])}


def _template(sort: str) -> str:
    return f"governance/briefing_letter/{sort}.html"


def fragment_template(key: str) -> str:
    """The template of a fragment; one that was unregistered shows its words by a plain one."""
    fragment = fragments.get(key)
    return fragment.template if fragment else "governance/fragments/unknown.html"


@cache
def templates_sha256() -> str:
    """One hash over every template that makes up the letter."""
    parts = (_template(sort) for sort in (*Sort, "since", "notes", "sources", "abbreviations"))
    filled = (fragment.template for fragment in fragments.known())
    names = sorted({PAGE, PRINT, SOURCE, *parts, *filled})
    found = hashlib.sha256()
    for name in names:
        template: Any = get_template(name)
        found.update(Path(template.origin.name).read_bytes())
    return found.hexdigest()
