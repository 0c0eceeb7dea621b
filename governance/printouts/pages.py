"""The two pages of a PDF on request: the one that asks and tells, and the file.

A view makes the paper of what this reader may read at this moment and hands it over. What they may not read they cannot
make, so its PDF does not exist for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from governance.printouts.making import ask
from governance.printouts.models import Printout
from governance.printouts.paper import Paper
from zorgzaam.snapshots import if_changed, pdf_response

PROGRESS = "governance/printout.html"


@dataclass(frozen=True)
class Offer:
    """A paper, the address of the page that tells how far it is, and of the file, whose name is `name`."""

    paper: Paper
    here: str
    file: str
    name: str


def tell(request: HttpRequest, offer: Offer, page: str, context: Mapping[str, Any]) -> HttpResponse:
    """POST asks for it; else the template `page`, which includes PROGRESS, or that alone when the page looks again."""
    if request.method == "POST":
        ask(offer.paper)
        return redirect(offer.here)
    row = Printout.objects.light().filter(pk=offer.paper.fingerprint).first()
    shown = {**context, "offer": offer, "row": row, "ready": row is not None and row.is_ready}
    return render(request, PROGRESS if request.htmx else page, shown)  # type: ignore[attr-defined]


def serve(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    """The PDF when it is there; else the way to the page that offers to make it. Nobody on the way keeps it."""
    row = Printout.objects.filter(pk=offer.paper.fingerprint).defer("html", "assets").first()
    if row is None or not row.is_ready:
        return redirect(offer.here)
    response = if_changed(request, pdf_response(bytes(row.pdf or b""), row.pdf_sha256, offer.name))
    response["Cache-Control"] = "private, no-store"
    return response
