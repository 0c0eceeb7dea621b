"""Asking for a book, and making it. A worker that dies half-way leaves a row whose lease runs out."""

import logging
import os
import tempfile
import uuid
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from governance.bundles import printing
from governance.bundles.content import Book, book_for
from governance.bundles.models import BundleRequest
from governance.meetings.models import Meeting
from zorgzaam import pdf
from zorgzaam.accounts.models import User
from zorgzaam.claimed import State, in_line
from zorgzaam.files.store import path_of
from zorgzaam.killpoints import killpoint
from zorgzaam.pdf import binding, places
from zorgzaam.standing import Reader

FAILED = "De bundel kon niet worden gemaakt. Probeer het nog eens, of open de stukken apart."
# Seconds a book of which the papers were read waits for a place: what was done is not to be for nothing.
ONCE_BEGUN = 60.0
log = logging.getLogger(__name__)


class TakenOver(Exception):
    """Another worker has this request by now."""


def ask(meeting: Meeting, edition: str, reader: Reader) -> BundleRequest | None:
    """The request of this reader for this book, as it is now; the same row however often it is asked. None when there
    is nothing to read for them."""
    book = book_for(meeting, edition, reader)
    if book is None:
        return None
    row, _ = BundleRequest.objects.get_or_create(
        meeting=meeting,
        reader=reader if isinstance(reader, User) else None,
        edition=edition,
        fingerprint=book.fingerprint,
        defaults={"total": len(book.parts)},
    )
    if not row.is_busy and not row.is_ready:
        over = BundleRequest.objects.filter(pk=row.pk).exclude(state__in=[State.WAITING, State.BUSY])
        over.update(**in_line())
        row.refresh_from_db()
    if row.is_busy:
        transaction.on_commit(_wake)
    return row


def _wake() -> None:
    from governance.bundles.jobs import wake_binder

    wake_binder()


def reader_of(request: BundleRequest) -> Reader:
    """Who asked, as they are now; somebody whose account was closed is nobody."""
    if request.reader_id is None:
        return AnonymousUser()
    return User.objects.get(pk=request.reader_id)


def make(pk: uuid.UUID) -> bool:
    """Make this book if nobody else does; whether it was this worker's. Raises PdfBusy when there is no place for it
    now: it stays in line."""
    request = BundleRequest.objects.claim(pk)
    if request is None:
        return False
    killpoint("bundles.after_claim")
    try:
        _make(request)
    except TakenOver:
        return False
    except pdf.PdfBusy:
        request.put_back()
        raise
    except pdf.PdfError as wrong:
        log.warning("bundel %s: %s", request.pk, wrong.detail)
        request.over(State.FAILED, str(wrong))
    except Exception:
        log.exception("bundel %s", request.pk)
        request.over(State.FAILED, FAILED)
    return True


def _make(request: BundleRequest) -> None:
    if request.is_given_up:
        request.over(State.FAILED, FAILED)
        return
    meeting = Meeting.objects.select_related("body").get(pk=request.meeting_id)
    book = book_for(meeting, request.edition, reader_of(request))
    if book is None or book.fingerprint != request.fingerprint:
        # Rights or contents changed since it was asked: the page offers to ask again.
        request.over(State.STALE)
        return
    pages = _pages_of_equal(request) or _bind(request, book)
    killpoint("bundles.before_done")
    request.over(State.DONE, pages=pages, done=request.total, size=request.path.stat().st_size)


def _pages_of_equal(request: BundleRequest) -> int:
    """How many pages the same book has that was made for another reader; 0 when there is none."""
    if not request.path.exists():
        return 0
    equal = BundleRequest.objects.filter(fingerprint=request.fingerprint, state=State.DONE).exclude(
        pk=request.pk
    )
    return equal.values_list("pages", flat=True).first() or 0


def _bind(request: BundleRequest, book: Book) -> int:
    """Read the papers, print our own pages, and put them together; how many pages."""
    request.path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bezig-", dir=request.path.parent) as folder:
        room = Path(folder)
        files = {part.key: path_of(part.sha256) for part in book.parts if part.goes_in}
        checked = binding.check(files, room, told=lambda done: _told(request, done)) if files else {}
        killpoint("bundles.after_checking")
        with places.patience(ONCE_BEGUN):
            own = printing.front(book, checked)
            _told(request, len(book.parts))
            made = room / "book.pdf"
            pages = binding.bind(own, printing.sections(book, checked), made)
        _settle(made, request.path)
    return pages


def _told(request: BundleRequest, done: int) -> None:
    if not request.heard(done=done):
        raise TakenOver


def _settle(made: Path, target: Path) -> None:
    """The book under its own name, on disk before the row says so."""
    with made.open("rb") as written:
        os.fsync(written.fileno())
    made.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
