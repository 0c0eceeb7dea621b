"""The page of a book: asking for it, seeing how far it is, and getting it. One address per meeting; whose book it is
follows from who asks."""

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from governance.bundles.content import Book, book_for, eyes, may_ask
from governance.bundles.making import ask
from governance.bundles.models import BundleRequest, Edition
from governance.meetings.models import Meeting, PaperVersion
from governance.meetings.opened import note
from zorgzaam.access import get_visible, may
from zorgzaam.accounts.models import User
from zorgzaam.doors import OPEN, Door, entrance


def _edition(request: HttpRequest, meeting: Meeting) -> str:
    """Which book is asked for; 404 for one that is not this reader's to ask."""
    own = Edition.OWN if request.user.is_authenticated else Edition.PUBLIC
    asked = request.GET.get("voor", own)
    if asked not in Edition.values or not may_ask(meeting, asked, request.user):
        raise Http404
    return asked


def _meeting(request: HttpRequest, pk: uuid.UUID) -> Meeting:
    found: Meeting = get_visible(request.user, Meeting.objects.select_related("body"), pk=pk)
    return found


def _address(name: str, meeting: Meeting, edition: str) -> str:
    voor = "" if edition == Edition.OWN else f"?voor={edition}"
    return f"{reverse(name, args=[meeting.pk])}{voor}"


def _of(request: HttpRequest, meeting: Meeting, edition: str, book: Book | None) -> BundleRequest | None:
    """The request of this reader for this very book."""
    if book is None:
        return None
    reader = request.user.pk if isinstance(request.user, User) else None
    rows = BundleRequest.objects.filter(meeting=meeting, reader=reader, edition=edition)
    return rows.filter(fingerprint=book.fingerprint).first()


@require_safe
@entrance(Door.ANY, OPEN)
def bundle(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far the book is, or the button that asks for it. It looks again by itself while the book is made."""
    meeting = _meeting(request, pk)
    edition = _edition(request, meeting)
    book = book_for(meeting, edition, request.user)
    row = _of(request, meeting, edition, book)
    context = {
        "meeting": meeting,
        "facts": book.meeting if book else {"title": meeting.body.name},
        "edition": Edition(edition),
        "book": book,
        "row": row,
        "ready": row is not None and row.is_ready,
        "here": _address("bundle", meeting, edition),
        "ask": _address("bundle_ask", meeting, edition),
        "file": _address("bundle_file", meeting, edition),
        "editions": [
            (each, _address("bundle", meeting, each)) for each in _others(request, meeting, edition)
        ],
        "works": may(request.user, "governance.change_meeting", meeting),
        "sits": request.user.is_authenticated and request.user.standing.sits_in(meeting.body_id),
    }
    page = "governance/bundle_progress.html" if request.htmx else "governance/bundle.html"  # type: ignore[attr-defined]
    return render(request, page, context)


def _others(request: HttpRequest, meeting: Meeting, edition: str) -> list[Edition]:
    if not may(request.user, "governance.change_meeting", meeting):
        return []
    return [each for each in Edition if each != edition]


@require_POST
@entrance(Door.ANY, OPEN)
def bundle_ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the book. Asked twice is the same request: what it holds is its key."""
    meeting = _meeting(request, pk)
    edition = _edition(request, meeting)
    if ask(meeting, edition, request.user) is None:
        messages.info(request, "Er is nu niets om in een bundel te zetten.")
    return redirect(_address("bundle", meeting, edition))


@require_safe
@entrance(Door.ANY, OPEN)
def bundle_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The book, if it holds what this reader may read at this moment; else back to the page that offers a new one."""
    meeting = _meeting(request, pk)
    edition = _edition(request, meeting)
    book = book_for(meeting, edition, request.user)
    row = _of(request, meeting, edition, book)
    if book is None or row is None or not row.is_ready:
        return redirect(_address("bundle", meeting, edition))
    content = row.path.open("rb")
    if request.method == "GET" and edition == Edition.OWN:
        note(request.user, meeting, _files_in(book, eyes(meeting, edition, request.user)))
    title = slugify(f"vergaderbundel {book.meeting['title']}")
    response = FileResponse(
        content, as_attachment=True, filename=f"{title[:120]}.pdf", content_type="application/pdf"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _files_in(book: Book, reader: object) -> list[PaperVersion]:
    """The files whose pages are in the book: who gets it, got those."""
    inside = {(part.key, part.number) for part in book.parts if part.goes_in}
    found = PaperVersion.objects.visible_to(reader).filter(paper__in={key for key, _ in inside})  # type: ignore[arg-type]
    return [version for version in found if (str(version.paper_id), version.number) in inside]
