"""For readers: one address per briefing, served from the snapshot; the PDF as it was stored."""

import json
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from governance.briefings.attached import with_files
from governance.briefings.models import Briefing, Status
from governance.briefings.printing import to_word, word_made_of
from governance.briefings.publication import BriefingPublication
from governance.briefings.replacing import successor_of
from governance.briefings.responsible import said_in
from governance.briefings.telling import readable
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.models import StoredFile
from zorgzaam.files.stream import stream
from zorgzaam.kept import kept
from zorgzaam.publicity import Publicity
from zorgzaam.snapshots import if_changed, pdf_response
from zorgzaam.standing import standing_of
from zorgzaam.ui.frame import open_page
from zorgzaam.word import word_response


@require_safe
@entrance(Door.STATEN, OPEN)
def published(request: HttpRequest) -> HttpResponse:
    """Every briefing published for this reader, newest first."""
    found = readable(request.user)
    page = Paginator(found, 20).get_page(request.GET.get("pagina"))
    return render(request, "governance/briefing_published.html", {"page": page})


@require_safe
@conditional_page
@entrance(Door.STATEN, OPEN)
def briefing(request: HttpRequest, pk: uuid.UUID, version: int | None = None) -> HttpResponseBase:
    """The newest version this reader may read, or an earlier one; withdrawn leaves a tombstone (410)."""
    found: Briefing = get_visible(request.user, Briefing.objects.select_related("addressee"), pk=pk)
    if found.status == Status.WITHDRAWN:
        return _tombstone(request, found)
    mine = list(_versions(request, found))
    shown = next((row for row in mine if version in (None, row.version)), None)
    if shown is None:
        raise Http404
    context = {
        "briefing": found,
        "shown": shown,
        "versions": mine,
        "newest": shown is mine[0],
        "letter": shown.html,
        "files": _files(request, shown, found.addressee_id),
        "since": _since(shown),
        "responsible": said_in(json.loads(shown.canonical)),
    }
    return _kept_by(request, shown, render(request, "governance/briefing.html", context))


def _since(shown: BriefingPublication) -> dict[str, Any] | None:
    """What changed since the letter it follows on, as the snapshot says; None where it follows on none."""
    found: dict[str, Any] | None = json.loads(shown.canonical).get("since")
    return {**found, "title": f"Wat is er veranderd sinds {found['on']}"} if found else None


def _versions(request: HttpRequest, found: Briefing) -> Any:
    versions = BriefingPublication.objects.visible_to(request.user).filter(briefing=found)
    return versions.defer("plain", "pdf", "search").order_by("-version")


def _tombstone(request: HttpRequest, found: Briefing) -> HttpResponse:
    """Under the name this reader could know it by: the briefing itself may hold a draft nobody published."""
    known = BriefingPublication.objects.reached_by(request.user).filter(briefing=found)
    shown = known.light().order_by("-version").first() or found
    context = {"briefing": found, "shown": shown, "successor": successor_of(found, request.user)}
    return render(request, "governance/briefing_withdrawn.html", context, status=410)


def _kept_by(request: HttpRequest, shown: BriefingPublication, response: HttpResponse) -> HttpResponse:
    """What is open to everybody may be kept, but is asked for again each time: it can be withdrawn."""
    return open_page(request, response) if shown.open_now else response


# ---------------------------------------------------------------- files
@require_safe
@entrance(Door.STATEN, OPEN)
def pdf(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponseBase:
    """The stored bytes of one version."""
    found: Briefing = get_visible(request.user, Briefing.objects.all(), pk=pk)
    if found.status == Status.WITHDRAWN and not _versions(request, found).exists():
        return _tombstone(request, found)
    publication: BriefingPublication = get_visible(
        request.user, BriefingPublication.objects.select_related("briefing"), briefing=found, version=version
    )
    response = pdf_response(bytes(publication.pdf), publication.pdf_sha256, publication.file_name)
    return if_changed(request, _kept_by(request, publication, response))


@require_safe
@entrance(Door.STATEN, OPEN)
def word(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponseBase:
    """One version as a document for Word, made from what was frozen: once a day, and not for who has it."""
    publication: BriefingPublication = get_visible(
        request.user,
        BriefingPublication.objects.select_related("briefing").defer("pdf", "html", "plain", "search"),
        briefing=pk,
        version=version,
    )
    address = publication.made_with.get("address", "")
    made_of = word_made_of(publication.canonical, address)
    response = word_response(b"", publication.file_name.removesuffix(".pdf"), made_of=made_of)
    shown = _kept_by(request, publication, response)
    answer = if_changed(request, shown)
    if answer is shown:
        shown.content = kept(f"word:{made_of}", lambda: to_word(publication.canonical, address=address))
    return answer


@require_safe
@entrance(Door.STATEN, OPEN)
def attachment(request: HttpRequest, pk: uuid.UUID, version: int, part: uuid.UUID) -> HttpResponseBase:
    """A file of a published version: public ones for its readers, others for the council it is for."""
    publication: BriefingPublication = get_visible(
        request.user,
        BriefingPublication.objects.select_related("briefing").defer("pdf", "html", "plain"),
        briefing=pk,
        version=version,
    )
    row = next(
        (
            row
            for row in _files(request, publication, publication.briefing.addressee_id)
            if row["id"] == str(part)
        ),
        None,
    )
    stored = StoredFile.objects.filter(sha256=row["sha256"]).first() if row else None
    if row is None or stored is None:
        raise Http404
    return stream(stored, row["file_name"])


def _files(
    request: HttpRequest, publication: BriefingPublication, council: uuid.UUID
) -> list[dict[str, Any]]:
    """The attachments of a version this reader may open."""
    attached = with_files(json.loads(publication.canonical)["attachments"], publication.closed_files)
    rows = [row for row in attached if row["file"]]
    standing = standing_of(request.user)
    if not (standing.is_bureau or standing.sits_in(council)):
        rows = [row for row in rows if row["woo"] == "ja"]
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "file_name": row["file"]["name"],
            "size": row["file"]["size"],
            "sha256": row["file"]["sha256"],
            "publicity": Publicity.PUBLIC if row["woo"] == "ja" else Publicity.CLOSED,
        }
        for row in rows
    ]
