"""Doors and policies: every view says through which door it opens and who may pass.

`manage.py routes` prints them; a URL pattern without one fails the tests (promise I4).

One page has one address, so what every door links to (a meeting, an organisation, a theme) lies behind no door of
its own: it declares Door.ANY, and the header keeps showing the door the reader works in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from zorgzaam.standing import Standing, standing_of

View = Callable[..., HttpResponseBase]

# Policies that are no rule of their own.
OPEN = "iedereen"
SIGNED_IN = "ingelogd"
BUREAU = "netwerkbureau"
HAS_DOOR = "wie deze deur heeft"


class Door(models.TextChoices):
    SITE = "site", "Openbare site"
    WERKBANK = "werkbank", "Werkbank"
    PARTNER = "partner", "Partnerportaal"
    STATEN = "staten", "Staten & raden"
    BEHEER = "beheer", "Beheer"
    ACCOUNT = "account", "Account"
    ANY = "elke", "Elke deur"
    MACHINE = "machine", "Voor machines"


# The doors with a front page, as the header lists them.
FRONT_PAGES: dict[Door, str] = {
    Door.SITE: "home",
    Door.WERKBANK: "werkbank",
    Door.PARTNER: "partner",
    Door.STATEN: "staten",
    Door.BEHEER: "admin:index",
}

# The cookie that says through which door this browser came last. It is for the header alone: no right hangs on it.
LAST_DOOR = "deur"


@dataclass(frozen=True)
class Entrance:
    """Door and policy of one view. Policy is OPEN, SIGNED_IN, BUREAU, HAS_DOOR or the name of a rule."""

    door: Door
    policy: str


def entrance(door: Door, policy: str) -> Callable[[View], View]:
    """Decorator: declare and guard a view.

    With OPEN everybody gets in and the queryset decides what there is to see. Any other policy sends a
    visitor without a session to the login page, whether the object exists or not. BUREAU and HAS_DOOR are
    checked here; a rule is checked by the view itself through `access.get_for`, because only the view knows the
    object.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.door = door  # type: ignore[attr-defined]
            if policy != OPEN and not request.user.is_authenticated:
                return _to_login(request)
            if not _lets_in(policy, door, request):
                raise PermissionDenied
            return _remember(request, view(request, *args, **kwargs))

        guarded.entrance = Entrance(door, policy)  # type: ignore[attr-defined]
        return guarded

    return guard


def _lets_in(policy: str, door: Door, request: HttpRequest) -> bool:
    if policy == BUREAU:
        return standing_of(request.user).is_bureau
    return policy != HAS_DOOR or opens_for(door, standing_of(request.user))


def opens_for(door: Door, standing: Standing) -> bool:
    """Whether somebody has this door; what lies behind it is decided per object."""
    match door:
        case Door.SITE | Door.STATEN:
            return True
        case Door.WERKBANK:
            return standing.is_bureau or bool(standing.bodies.keys() - standing.councils)
        case Door.PARTNER:
            return bool(standing.organisations)
        case Door.BEHEER:
            return standing.is_admin
    return False


def home_of(standing: Standing) -> Door:
    """The door somebody works in and comes in by: werkbank, Staten & raden, partnerportaal, beheer, or else the
    public site."""
    if opens_for(Door.WERKBANK, standing):
        return Door.WERKBANK
    if standing.councils:
        return Door.STATEN
    own = (door for door in (Door.PARTNER, Door.BEHEER) if opens_for(door, standing))
    return next(own, Door.SITE)


def door_of(request: HttpRequest) -> Door:
    """The door the header shows: the one this address belongs to, else the one the reader came through last, else
    their home.

    Always one of FRONT_PAGES, and always one the reader has.
    """
    standing = standing_of(request.user)
    # Django's own admin pages carry no door of ours.
    fallback = Door.BEHEER if request.path.startswith("/beheer/") else Door.ANY
    declared: Door = getattr(request, "door", fallback)
    if opens_for(declared, standing):
        return declared
    last = _last_door(request) if declared == Door.ANY else None
    return last if last and opens_for(last, standing) else home_of(standing)


def _last_door(request: HttpRequest) -> Door | None:
    """What this browser says it came through; it opens nothing, so nobody gains by making it up."""
    said = request.COOKIES.get(LAST_DOOR, "") if request.user.is_authenticated else ""
    return Door(said) if said in FRONT_PAGES else None


def _remember(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Note the door a page was opened through; gone when somebody logs out or closes the browser."""
    said = request.COOKIES.get(LAST_DOOR)
    door: Door = request.door  # type: ignore[attr-defined] # a view may have said it is a page to work on
    shown = request.method == "GET" and response.status_code == HTTPStatus.OK and door in FRONT_PAGES
    if said is None and not shown:
        return response  # and do not ask who it is: that would make every file a page of one reader
    if not request.user.is_authenticated:
        if said is not None:
            response.delete_cookie(LAST_DOOR)
    elif shown and said != door:
        response.set_cookie(
            LAST_DOOR, door.value, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    return response


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
