"""From document to page and PDF: both are made from the canonical JSON alone."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils.html import strip_tags

from governance.briefings import fragments
from zorgzaam import pdf

PAGE = "governance/briefing_letter.html"
PRINT = "governance/briefing_print.html"
CONCEPT = pdf.Asset(
    b'@page { @top-center { content: "CONCEPT"; font: bold 11pt "Noto Sans", sans-serif; color: #8a1538; } }',
    "text/css",
)


def to_html(text: str, *, draft: bool = False, file_url: Callable[[str], str] | None = None) -> str:
    """The letter as part of a page, from canonical JSON.

    `file_url` gives the address of the file of an attachment by its id. Every reader gets the same letter, so only
    files that are public under the Woo are linked in it; in a draft, for who works on it, all are.
    """
    context = _context(text, draft=draft)
    for row in context["document"]["attachments"]:
        if file_url and row["file"] and (draft or row["woo"] == "ja"):
            row["url"] = file_url(row["id"])
    return render_to_string(PAGE, context)


def to_pdf(text: str, *, draft: bool = False) -> pdf.Rendered:
    """The letter as PDF/UA-1, from canonical JSON; a draft says CONCEPT on every page. Raises PdfError."""
    html = render_to_string(PRINT, _context(text, draft=draft))
    return pdf.render(html, assets={"concept": CONCEPT} if draft else None)


def to_plain(text: str) -> str:
    """The words of the letter, for searching: what it says first, the header block last."""
    top, _, rest = to_html(text).partition('<section class="zz-letter__core">')
    body = rest.partition("</h2>")[2]
    words = strip_tags(f"{body} {top}".replace("<", " <"))
    return " ".join(words.replace("&nbsp;", " ").split())


def _context(text: str, *, draft: bool) -> dict[str, Any]:
    document = json.loads(text)
    for section in document["sections"]:
        for block in section["blocks"]:
            if block["kind"] == "fragment":
                block["template"] = fragment_template(block["fragment"])
    return {"document": document, "draft": draft}


def fragment_template(key: str) -> str:
    """The template of a fragment; one that was unregistered shows its words by a plain one."""
    fragment = fragments.get(key)
    return fragment.template if fragment else "governance/fragments/unknown.html"


@cache
def templates_sha256() -> str:
    """One hash over every template that makes up the letter."""
    names = sorted({PAGE, PRINT, *(fragment.template for fragment in fragments.known())})
    found = hashlib.sha256()
    for name in names:
        template: Any = get_template(name)
        found.update(Path(template.origin.name).read_bytes())
    return found.hexdigest()
