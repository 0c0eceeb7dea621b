"""Pages that follow along: asked for again and again, and answered in full only when they would say something else."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def mark_of(made_of: str) -> str:
    """What a page is made of, as a short text without quotes: for `If-None-Match` in the page itself."""
    return hashlib.sha256(made_of.encode()).hexdigest()[:32]


def answer_when_changed(request: HttpRequest, mark: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """304 for who has the page with this `mark` before them; else what `make` gives. That carries the mark
    as its ETag, unless making it changed something and it carries a newer one."""
    etag = quote_etag(mark)
    unchanged = get_conditional_response(request, etag=etag)
    response = make() if unchanged is None else unchanged
    response.headers.setdefault("ETag", etag)
    response["Cache-Control"] = "private, no-cache"
    return response
