"""A database that lets a page wait: the visitor hears so within seconds, and no web thread waits for ever.

How long a page may wait is in `settings.WEB_PATIENCE`; jobs and migrations take the time they need.
"""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg import errors

WAITED = (
    errors.LockNotAvailable,
    errors.QueryCanceled,
    errors.DeadlockDetected,
    errors.IdleInTransactionSessionTimeout,
)


def tell_when_busy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a view that waited too long answers 503 with what to do; its transaction is undone by then."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_exception = _busy_page  # type: ignore[attr-defined]
    return middleware


def _busy_page(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if not any(isinstance(cause, WAITED) for cause in _causes(exception)):
        return None
    response = render(request, "busy.html", status=503)
    response["Retry-After"] = "5"
    return response


def _causes(exception: BaseException | None) -> Iterator[BaseException]:
    while exception is not None:
        yield exception
        exception = exception.__cause__ or exception.__context__
