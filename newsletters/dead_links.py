"""A secret link that opens nothing (any more): a page for who has no account, the same for every secret."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


class DeadLink(Http404):
    """Nobody is behind this link, or not behind this page of it."""


def by_link(view: View) -> View:
    """Decorator of a view behind a secret link: a DeadLink is answered with 404 and where to find a link that
    works. Goes below `entrance`."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DeadLink:
            return private(render(request, "newsletters/dead_link.html", status=404))

    return answered


def private(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, no search engine lists it, no other site hears the address. Not "no-referrer": a browser then
    posts its own form with `Origin: null`, which is refused as forged."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin"
    return response
