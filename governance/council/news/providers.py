"""What the news of registers and dossiers tells the rest of the house."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from governance.council.dossiers.models import CouncilDossier
from governance.council.news import emails
from governance.council.shelves import SHELVES
from zorgzaam import places
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go


def register() -> None:
    """Called once, when the app registry is ready."""
    may_still_go(emails.KIND, emails.still_true)
    places.register("council.register", "feed", under_the_list, order=20)
    places.register("council.dossier", "feed", under_the_dossier, order=90)


def under_the_list(request: HttpRequest, name: Any) -> Block:
    """The way to the feed of a register: of the council that was asked for, else of all."""
    word = next(shelf.word for shelf in SHELVES if shelf.page == name)
    try:
        address = reverse("council_feed_of", args=[word, uuid.UUID(request.GET.get("raad", ""))])
    except ValueError:
        address = reverse("council_feed", args=[word])
    return Block("governance/council/feed_link.html", {"address": address, "what": "dit register"})


def under_the_dossier(request: HttpRequest, dossier: CouncilDossier) -> Block:
    """The way to the feed of a dossier."""
    address = reverse("council_dossier_feed", args=[dossier.pk])
    return Block("governance/council/feed_link.html", {"address": address, "what": "dit dossier"})
