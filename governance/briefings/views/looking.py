"""The letter as its reader would get it, on a page of its own or beside the words somebody is writing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.briefings.document import build
from governance.briefings.models import Briefing
from governance.briefings.paragraphs import beside, blocks_of, marked, paragraphs_of
from governance.briefings.printing import to_html
from governance.briefings.views.editing import draft_file_url
from zorgzaam.snapshots import canonical

# The places in the letter beside a text: the page may have places of those names itself.
PREFIX = "voorbeeld-"
HERE = '<span class="zz-look__here" data-here>Hier schrijf je</span>'


def letter_of(briefing: Briefing, **how: Any) -> str:
    """The page of a draft, by the template of the published one. `how` is what `to_html` takes beside the text."""
    return _page(briefing, build(briefing), **how)


def letter_beside(briefing: Briefing, here: str = "") -> str:
    """The same below the heading of another page, with a mark where the part called `here` begins: the name of a text,
    or the id of a chapter, block, besluitpunt or argument."""
    document, blocks = build(briefing), blocks_of(briefing)
    paragraphs = paragraphs_of(document, blocks)
    at = next((place for place, about in enumerate(paragraphs) if about.key == here), None)
    page = _page(briefing, marked(document, blocks), prefix=PREFIX, level=2)
    return beside(page, lambda number: HERE if number == at else "")


def _page(briefing: Briefing, document: dict[str, Any], **how: Any) -> str:
    return to_html(
        canonical(document), draft=True, file_url=lambda part: draft_file_url(briefing, part), **how
    )


def show_letter(request: HttpRequest, briefing: Briefing) -> HttpResponse:
    """The draft as a page, or for htmx as the inside of the place beside a text (`?deel=` says which)."""
    if request.htmx:  # type: ignore[attr-defined]
        letter = letter_beside(briefing, request.GET.get("deel", ""))
        return render(request, "governance/briefing_look_letter.html", {"letter": letter})
    return render(
        request, "governance/briefing_preview.html", {"briefing": briefing, "letter": letter_of(briefing)}
    )
