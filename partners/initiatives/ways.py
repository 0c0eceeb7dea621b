"""The two ways in to an initiative: with an account, and without one by a secret link."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from partners.initiatives.models import Guest, Initiative
from zorgzaam.audit.actors import Actor
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

    def url_of(self, name: str, pk: Any) -> str:
        """The address of something of it that has an id of its own, such as "initiative_milestone"."""
        if self.guest is None:
            return reverse(name, args=[pk])
        return reverse(f"{name}_guest", args=[self.secret, pk])

    @property
    def page_url(self) -> str:
        """The page of the initiative, as this reader opens it."""
        if self.guest is None:
            return self.initiative.get_absolute_url()
        return reverse("initiative_following", args=[self.secret])

    @property
    def follow_url(self) -> str:
        """Where one follows what was sent; "" with the link of the browser, which proves no mailbox."""
        return self.page_url if self.guest is None or self.is_mailed else ""

    @property
    def to(self) -> "Addresses":
        return Addresses(self)

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
    def is_mailed(self) -> bool:
        """Whether this is the link that went by mail."""
        return self.guest is not None and self.guest.is_mailed(self.secret)


class Addresses(dict[str, str]):
    """For templates: `way.to.initiative_begin` is the address of that page behind this door."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self.way = way

    def __missing__(self, name: str) -> str:
        return self.way.url(name)


def way_of(request: HttpRequest, initiative: Initiative) -> Way:
    """The way this reader came to the page they are on: by their link to this initiative, else with an account."""
    way: Way | None = getattr(request, "way", None)
    if way is not None and way.initiative.pk == initiative.pk:
        return way
    user: Any = request.user
    return Way(initiative, user, user)
