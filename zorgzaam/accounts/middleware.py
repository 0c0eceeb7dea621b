"""Who needs a second factor (`accounts.factor`) sets one up first; the demo is the one exception."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zorgzaam.accounts.factor import has_second_factor, needs_second_factor

# What the page for setting up a second factor itself needs, and what machines ask.
FREE_PREFIXES = (
    "/account/",
    "/static/",
    "/huisstijl.css",
    "/favicon.ico",
    "/robots.txt",
    "/.well-known/",
    "/healthz",
)


def require_second_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: send who needs a second factor and has none to the page where they set one up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.MFA_REQUIRED_FOR_STAFF and _lacks_it(request):
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def _lacks_it(request: HttpRequest) -> bool:
    user = request.user
    if request.path.startswith(FREE_PREFIXES) or not user.is_authenticated:
        return False
    return needs_second_factor(user) and not has_second_factor(user)
