"""Small promises that hold for every response."""

from collections.abc import Callable, Iterator

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_cache_control


def private_pages_stay_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what a signed-in person gets is never kept by a shared cache or shown by the back button
    later."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def explain_a_button(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who opens the address of a button by itself reads what that is, not an empty page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "GET" and isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware


def refuse_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: PostgreSQL keeps no NUL in a text, so a page that was sent one answers 400 and not 500.

    Forms say so beside their field; this is for what reaches the database by another way.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = _refusal_of_nul  # type: ignore[attr-defined]
    return middleware


def _refusal_of_nul(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if isinstance(exception, (DataError, ValueError)) and _has_nul(request):
        return render(request, "400.html", status=400)
    return None


def _has_nul(request: HttpRequest) -> bool:
    return any("\x00" in text for text in _texts(request))


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    for data in (request.GET, request.POST):
        for name, values in data.lists():
            yield from (name, *map(str, values))
