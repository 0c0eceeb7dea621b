"""The two ways in: with an account in the partnerportaal, and without one by a secret link. One implementation."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from partners.initiatives.models import KEPT, Guest, Initiative
from partners.initiatives.rules import brings_it_in
from zorgzaam.access import get_visible
from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.doors import OPEN, SIGNED_IN, Door, entrance
from zorgzaam.standing import standing_of


@dataclass(frozen=True)
class Way:
    """Somebody at work on an initiative: who reads, who acts, and the addresses of the pages behind this door."""

    initiative: Initiative
    reader: Any
    actor: Actor
    guest: Guest | None = None
    secret: str = ""

    def url(self, name: str, *args: Any) -> str:
        """The address of "initiative_step" and so on behind this door."""
        if self.guest is None:
            return reverse(name, args=[self.initiative.pk, *args])
        return reverse(f"{name}_guest", args=[self.secret, *args])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        if self.guest is not None:
            return [("Home", reverse("home")), ("Initiatief indienen", reverse("initiative_start_guest"))]
        own = ("Initiatieven", reverse("initiatives_own"))
        # Who is signed in and speaks for no organisation has no portal.
        portal = [("Partnerportaal", reverse("partner"))] if standing_of(self.reader).organisations else []
        return [*portal, own]

    @property
    def idea_url(self) -> str:
        return self.url("initiative_step", "idee")

    @property
    def similar_url(self) -> str:
        return self.url("initiative_similar")

    @property
    def send_url(self) -> str:
        return self.url("initiative_send")

    @property
    def discard_url(self) -> str:
        return self.url("initiative_discard")

    @property
    def pdf_url(self) -> str:
        return self.url("initiative_pdf")

    @property
    def address_url(self) -> str:
        """Where who has no account changes their address."""
        return reverse("initiative_address_guest", args=[self.secret])

    @property
    def follow_url(self) -> str:
        """Where one follows what was sent; "" with the link of the browser, which proves no mailbox."""
        if self.guest is None:
            return self.initiative.get_absolute_url()
        return reverse("initiative_following", args=[self.secret]) if self.is_mailed else ""

    @property
    def is_mailed(self) -> bool:
        """Whether this is the link that went by mail."""
        return self.guest is not None and self.guest.is_mailed(self.secret)


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
