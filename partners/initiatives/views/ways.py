"""Views behind the two ways in: with an account in the partnerportaal, and without one by a secret link. One
implementation."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.initiatives.holding import HoldsLink
from partners.initiatives.models import KEPT, Guest, Initiative
from partners.initiatives.rules import brings_it_in
from partners.initiatives.ways import Way
from zorgzaam.access import get_for, get_visible
from zorgzaam.audit.actors import SystemActor
from zorgzaam.doors import OPEN, SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import StandIn, standing_of
from zorgzaam.ui.pages import FormPage

METHODS = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponseBase]
R = TypeVar("R", bound=HttpResponseBase)


def signed_in(view: View) -> View:
    """A view of an initiative for who brings it in with an account."""

    @entrance(Door.PARTNER, SIGNED_IN)
    @wraps(view)
    def opened(request: HttpRequest, pk: uuid.UUID, **rest: Any) -> HttpResponseBase:
        row = get_visible(request.user, Initiative.objects.shown(), pk=pk)
        if not brings_it_in(standing_of(request.user), row):
            raise PermissionDenied
        return view(request, Way(row, request.user, request.user), **rest)  # type: ignore[arg-type]

    return opened


def by_link(view: View) -> View:
    """The same for who has no account."""

    @entrance(Door.ANY, OPEN)
    @wraps(view)
    def opened(request: HttpRequest, secret: str, **rest: Any) -> HttpResponseBase:
        guest = Guest.objects.by_secret(secret)
        if guest is None:
            return no_such_link(request)
        way = Way(guest.initiative, request.user, SystemActor.VISITOR, guest, secret)
        return kept_secret(view(request, way, **rest))

    return opened


def by_mailed_link(view: View) -> View:
    """A view of an initiative that was sent, for who has no account. Only the link that was mailed opens it: that
    proves the mailbox. What the page shows at its places is for them as well (`way_of`)."""

    @entrance(Door.ANY, OPEN)
    @wraps(view)
    def opened(request: HttpRequest, secret: str, **rest: Any) -> HttpResponseBase:
        guest = Guest.objects.by_secret(secret)
        if guest is None:
            return no_such_link(request)
        if not guest.is_mailed(secret) or guest.initiative.is_draft:
            raise Http404
        reader = StandIn(HoldsLink(initiative_id=guest.initiative_id))
        request.way = Way(guest.initiative, reader, SystemActor.VISITOR, guest, secret)  # type: ignore[attr-defined]
        return kept_secret(view(request, request.way, **rest))  # type: ignore[attr-defined]

    return opened


def both_ways(permission: str, view: Callable[..., HttpResponse]) -> tuple[View, View]:
    """One page with a form as two views: for who has an account, and for who holds the mailed link. The same rule says
    for both whether they may; `view` gets the request and the Way."""

    @entrance(Door.ANY, permission)
    @once
    @wraps(view)
    def with_account(request: HttpRequest, pk: uuid.UUID, **rest: Any) -> HttpResponse:
        user: Any = request.user
        row = get_for(user, Initiative.objects.shown(), permission, pk=pk)
        return view(request, Way(row, user, user), **rest)

    @by_mailed_link
    @once
    @wraps(view)
    def without(request: HttpRequest, way: Way, **rest: Any) -> HttpResponse:
        get_for(way.reader, Initiative.objects, permission, pk=way.initiative.pk)
        return view(request, way, **rest)

    form = require_http_methods(METHODS)
    return form(with_account), form(without)


def page_at(way: Way, anchor: str, title: str, **words: Any) -> FormPage:
    """The words around a form that goes back to this part of the page of the initiative, behind the same door."""
    row, back = way.initiative, way.page_url
    crumbs = [("Initiatieven", reverse("initiatives")), (row.title, back)]
    return FormPage(title, f"{back}#{anchor}", kicker=row.title, crumbs=crumbs, **words)


def no_such_link(request: HttpRequest) -> HttpResponse:
    """A link that was cut off, ended or never was: the same page for each, with the way to begin again."""
    return kept_secret(render(request, "partners/initiative_no_link.html", {"kept": KEPT.days}, status=404))


def kept_secret(response: R) -> R:
    """No cache keeps it, no search engine lists it, and no other site hears the address. Not "no-referrer": a browser
    then posts its own form with `Origin: null`, which is refused as forged."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin"
    return response
