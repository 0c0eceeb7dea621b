"""Doors and policies: every view says through which door it opens and who may pass.

`manage.py routes` prints them; a URL pattern without one fails the tests (promise I4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from zorgzaam.standing import standing_of

View = Callable[..., HttpResponseBase]

# Policies that are no rule of their own.
OPEN = "iedereen"
SIGNED_IN = "ingelogd"
BUREAU = "netwerkbureau"


class Door(models.TextChoices):
    SITE = "site", "Openbare site"
    WERKBANK = "werkbank", "Werkbank"
    PARTNER = "partner", "Partnerportaal"
    STATEN = "staten", "Staten & raden"
    BEHEER = "beheer", "Beheer"
    ACCOUNT = "account", "Account"
    MACHINE = "machine", "Voor machines"


@dataclass(frozen=True)
class Entrance:
    """Door and policy of one view. Policy is OPEN, SIGNED_IN, BUREAU or the name of a rule."""

    door: Door
    policy: str


def entrance(door: Door, policy: str) -> Callable[[View], View]:
    """Decorator: declare and guard a view.

    With OPEN everybody gets in and the queryset decides what there is to see. Any other policy sends a
    visitor without a session to the login page, whether the object exists or not. BUREAU is checked here; a
    rule is checked by the view itself through `access.get_for`, because only the view knows the object.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.door = door  # type: ignore[attr-defined]
            if policy != OPEN and not request.user.is_authenticated:
                return _to_login(request)
            if policy == BUREAU and not standing_of(request.user).is_bureau:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.entrance = Entrance(door, policy)  # type: ignore[attr-defined]
        return guarded

    return guard


def _to_login(request: HttpRequest) -> HttpResponseBase:
    login = redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
    if request.headers.get("HX-Request"):
        # htmx follows a redirect silently and would put the login page inside a fragment.
        return HttpResponse(status=204, headers={"HX-Redirect": login.url})
    return login


# Views of libraries, by URL namespace or name prefix: they carry no decorator of ours.
BORROWED: dict[str, Entrance] = {
    "admin:": Entrance(Door.BEHEER, "beheer (is_staff, tweede factor, visible_to per lijst)"),
    "account_": Entrance(Door.ACCOUNT, "allauth: eigen account"),
    "mfa_": Entrance(Door.ACCOUNT, "allauth: eigen account"),
    "django.views.static": Entrance(Door.SITE, OPEN),
}


def entrance_of(name: str, view: Any) -> Entrance | None:
    """The entrance of a URL pattern by its full name and its callback; None when nobody declared one."""
    declared: Entrance | None = getattr(view, "entrance", None)
    if declared:
        return declared
    return next((e for prefix, e in BORROWED.items() if name.startswith(prefix)), None)
