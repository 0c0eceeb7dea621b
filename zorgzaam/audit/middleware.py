"""Writes of a web request are done by whoever is signed in, or by the named visitor."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.masking import masked


def act_as_visitor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: put the actor, the path and a request id on every tracked write of this request;
    the secret of a link is no part of that path, for history is never erased."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with acting(_actor(request), path=masked(request.path), request=uuid.uuid4().hex):
            return get_response(request)

    return middleware


def _actor(request: HttpRequest) -> Actor:
    # Without a session cookie nobody is signed in: no need to ask the database.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return SystemActor.VISITOR
    return request.user
