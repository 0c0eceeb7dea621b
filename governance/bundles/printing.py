"""Our own pages of a book: cover, agenda and title pages, from the book alone."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from governance.bundles.content import CHANGED, CONCEPT, Book, Chapter, Part
from governance.meetings.rooms_content import Content, parsed, with_round_moments
from zorgzaam import pdf
from zorgzaam.pdf.binding import Checked, Front, Section

TEMPLATE = "governance/bundle_print.html"
# A book of 40 items and 60 papers is made within this.
LIMITS = pdf.Limits(memory=512 * 1024 * 1024)
NOT_A_PDF = "Dit bestand is geen PDF en staat daarom niet in de bundel. Open het apart."
NOT_SCANNED = (
    "Dit bestand wordt nog nagekeken op virussen. Maak de bundel later nog eens, of open het dan apart."
)
TOO_BIG = "De bundel zou te groot worden. Open dit bestand apart."


def front(book: Book, checked: Mapping[str, Checked]) -> Front:
    """The tagged PDF of our own pages. Raises PdfError."""
    parts = {part.key: _said(part, checked.get(part.key)) for part in book.parts}
    chapters = [_chapter(chapter, parts) for chapter in book.chapters]
    context = {"book": book, "chapters": chapters, "site": settings.SITE_URL, **_moments(book)}
    printed = pdf.render(render_to_string(TEMPLATE, context), limits=LIMITS).pdf
    return Front(printed, "omslag", "agenda", "Omslag en agenda")


def sections(book: Book, checked: Mapping[str, Checked]) -> list[Section]:
    """Where each chapter and paper begins, with the pages that follow it."""
    found = []
    for chapter in book.chapters:
        if not chapter.has_page:
            continue
        found.append(Section(f"punt-{chapter.key}", chapter.label, f"{chapter.label}. {chapter.title}"))
        for part in chapter.parts:
            at = checked.get(part.key)
            title = f"{part.label} {part.title}"
            found.append(Section(f"stuk-{part.key}", part.label, title, 1, at.path if at else None))
    return found


def _chapter(chapter: Chapter, parts: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    start = datetime.datetime.fromisoformat(chapter.start) if chapter.start else None
    parallel = chapter.words.get("parallel")
    return {
        "chapter": chapter,
        "start": start,
        "parts": [parts[part.key] for part in chapter.parts],
        "rooms": with_round_moments(parallel) if parallel else None,
        "groups": groups_of(parallel) if parallel else [],
    }


def groups_of(parallel: Content) -> list[tuple[str, list[tuple[Any, Any]]]]:
    """Of a carousel a row per group: its letter, and per session the moments (begin, end) it is there; none when people
    choose for themselves."""
    if not parallel["rotates"]:
        return []
    when: dict[str, dict[int, tuple[Any, Any]]] = {}
    for each in parallel["rounds"]:
        for place, group in enumerate(each["groups"]):
            when.setdefault(group, {})[place] = (parsed(each["begin"]), parsed(each["end"]))
    return [
        (group, [found[place] for place in range(len(parallel["sessions"]))])
        for group, found in sorted(when.items())
    ]


def _said(part: Part, checked: Checked | None) -> dict[str, Any]:
    """A paper with how many pages follow, or the sentence that says why none do."""
    why = ""
    if not part.is_pdf:
        why = NOT_A_PDF
    elif not part.scanned:
        why = NOT_SCANNED
    elif not part.fits:
        why = TOO_BIG
    elif checked is not None and checked.why is not None:
        why = checked.why.value
    return {"part": part, "pages": checked.pages if checked else 0, "why": why}


def _moments(book: Book) -> dict[str, Any]:
    meeting = book.meeting
    moments = {
        name: meeting[name] and datetime.datetime.fromisoformat(meeting[name])
        for name in ("starts_at", "ends_at")
    }
    if book.status == CONCEPT:
        return {**moments, "concept": CONCEPT}
    version, *more = book.status.split("|")
    published = datetime.datetime.fromisoformat(more[0]) if more else None
    return {**moments, "version": version, "published": published, "changed": CHANGED in more}
