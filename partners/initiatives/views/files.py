"""The step of the files: several at once, each kept or refused with the reason; downloading and taking away."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.initiatives.attaching import attach_all, detach
from partners.initiatives.completeness import Part
from partners.initiatives.guests import too_much_from
from partners.initiatives.models import MOST_FILES, InitiativeFile
from partners.initiatives.views.steps import after, around, url_of
from partners.initiatives.views.ways import by_link, signed_in
from partners.initiatives.ways import Way
from zorgzaam.access import get_visible
from zorgzaam.accounts.place import client_address
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.files.names import clean_name
from zorgzaam.files.store import ALLOWED
from zorgzaam.files.stream import stream

METHODS = ["GET", "HEAD", "POST"]
KINDS = ", ".join(sorted(kind.lstrip(".") for kind in ALLOWED))
ENOUGH = "Van deze plek kwam vandaag al heel veel binnen. Probeer het morgen weer."
NOTHING = "Kies eerst een of meer bestanden."


def _files(request: HttpRequest, way: Way) -> HttpResponse:
    """What goes along, and adding to it. The script of the page sends files one by one and asks for JSON."""
    if not way.initiative.is_writable:
        return redirect(way.url("initiative_receipt"))
    kept: list[str] = []
    refused: list[tuple[str, str]] = []
    if request.method == "POST":
        uploads = request.FILES.getlist("files")
        if uploads and way.guest is not None and too_much_from(client_address(request), uploads):
            kept, refused = [], [(clean_name(each.name or ""), ENOUGH) for each in uploads]
        else:
            kept, refused = attach_all(way.initiative, uploads, by=way.actor)
        if request.headers.get("Accept") == "application/json":
            said = refused[0][1] if refused else "Bewaard" if kept else NOTHING
            return JsonResponse({"kept": bool(kept), "said": said})
        onward = "verder" in request.POST
        if not uploads and not onward:
            refused = [("Geen bestand", NOTHING)]
        elif not refused:
            if kept:
                messages.success(request, "Bewaard." if len(kept) == 1 else f"{len(kept)} bestanden bewaard.")
            return redirect(url_of(way, after(Part.FILES) if onward else Part.FILES))
    context: dict[str, Any] = {
        **around(way, Part.FILES),
        "files": way.initiative.files.select_related("file"),
        "refused": refused,
        "most": MOST_FILES,
        "kinds": KINDS,
        "next": url_of(way, after(Part.FILES)),
    }
    return render(request, "partners/initiative_files.html", context, status=422 if refused else 200)


def _own(way: Way, file: uuid.UUID) -> InitiativeFile:
    row: InitiativeFile | None = (
        way.initiative.files.select_related("file", "initiative").filter(pk=file).first()
    )
    if row is None:
        raise Http404
    return row


def _gone(request: HttpRequest, way: Way, file: uuid.UUID) -> HttpResponse:
    """Take one away. A second press finds nothing, and that is fine."""
    row = way.initiative.files.select_related("initiative").filter(pk=file).first()
    if not way.initiative.is_writable:
        return redirect(way.url("initiative_receipt"))
    try:
        if row is not None:
            detach(row, by=way.actor)
            messages.success(request, f"{row.filename} is weggehaald.")
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(url_of(way, Part.FILES))


def _download(request: HttpRequest, way: Way, file: uuid.UUID) -> HttpResponseBase:
    row = _own(way, file)
    return stream(row.file, row.filename)


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """A file for everybody who reads all of the initiative; closed and absent are the same 404."""
    row = get_visible(request.user, InitiativeFile.objects.select_related("file"), pk=pk)
    return stream(row.file, row.filename)


files = require_http_methods(METHODS)(signed_in(_files))
files_guest = require_http_methods(METHODS)(by_link(_files))
gone = require_POST(signed_in(_gone))
gone_guest = require_POST(by_link(_gone))
download_guest = require_safe(by_link(_download))
