"""The two pages of a PDF on request: the one that asks and tells, and the file.

A view makes the paper of what this reader may read at this moment and hands it over. What they may not read they cannot
make, so its PDF does not exist for them.

What was asked for may change before it is made. So who asks gets a signed reference to that paper in the address, for
them and this page alone: by it they hear that it changed, and where the view says so they still get what they asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from governance.printouts.asked import asked_for, with_reference
from governance.printouts.making import ask
from governance.printouts.models import Printout, PrintoutQuerySet
from governance.printouts.paper import Paper
from zorgzaam.snapshots import if_changed, pdf_response

PROGRESS = "governance/printout.html"


@dataclass(frozen=True)
class Offer:
    """A paper, the address of the page that tells how far it is, and of the file, whose name is `name`.

    `lasting`: whoever reads this page may read what it was a moment ago as well, so they get the PDF they asked for.
    """

    paper: Paper
    here: str
    file: str
    name: str
    lasting: bool = False


def tell(request: HttpRequest, offer: Offer, page: str, context: Mapping[str, Any]) -> HttpResponse:
    """POST asks for it; else the template `page`, which includes PROGRESS, or that alone when the page looks again."""
    if request.method == "POST":
        return redirect(with_reference(offer.here, ask(offer.paper).pk, request.user))
    asked = asked_for(request, offer.here)
    row = _row(Printout.objects.light(), offer, asked)
    shown = {
        **context,
        "offer": offer,
        "row": row,
        "ready": row is not None and row.is_ready,
        "changed": asked is not None and asked != offer.paper.fingerprint,
        "older": row is not None and row.pk != offer.paper.fingerprint,
        "query": request.META["QUERY_STRING"] if asked else "",
    }
    return render(request, PROGRESS if request.htmx else page, shown)  # type: ignore[attr-defined]


def serve(request: HttpRequest, offer: Offer) -> HttpResponseBase:
    """The PDF when it is there; else the way to the page that offers to make it. Nobody on the way keeps it."""
    row = _row(Printout.objects.defer("html", "assets"), offer, asked_for(request, offer.here))
    if row is None or not row.is_ready:
        return redirect(offer.here)
    response = if_changed(request, pdf_response(bytes(row.pdf or b""), row.pdf_sha256, offer.name))
    response["Cache-Control"] = "private, no-store"
    return response


def _row(rows: PrintoutQuerySet, offer: Offer, asked: str | None) -> Printout | None:
    """What this reader asked for where they may have that still; else the paper of now."""
    if asked and offer.lasting and (row := rows.filter(pk=asked).first()):
        return row
    return rows.filter(pk=offer.paper.fingerprint).first()
