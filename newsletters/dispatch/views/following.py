"""A link that is counted: one more, and on to where it leads. Nothing of the reader is looked at or kept."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from newsletters.dispatch.clicks import follow as count
from newsletters.dispatch.models import LinkCount
from zorgzaam.doors import OPEN, Door, entrance


@require_safe
@entrance(Door.ANY, OPEN)
def follow(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Only to an address that stands in an issue that was sent; looking without opening does not count."""
    link = get_object_or_404(LinkCount, pk=pk)
    if request.method == "GET":
        count(link)
    response = HttpResponseRedirect(link.url)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
