"""Feeds of what was published: everything, of one council, and of one dossier. For everybody, so only what is public
and past its embargo, whoever asks."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.bodies.models import Body
from governance.briefings.fragments import PUBLIC_READER
from governance.briefings.models import Status
from governance.briefings.publication import BriefingPublication
from governance.council.models import CouncilDossier, CouncilNotice
from zorgzaam import places
from zorgzaam.atom import MOST, Entry, atom
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.house import House
from zorgzaam.publicity import open_now
from zorgzaam.ui.dates import day as in_words

FEED = entrance(Door.MACHINE, OPEN)


def in_feeds() -> Any:
    """The newest open version of every briefing that was not withdrawn, the last published first."""
    found = BriefingPublication.objects.filter(open_now()).newest().light()
    found = found.exclude(briefing__status=Status.WITHDRAWN)
    return found.select_related("briefing__addressee").order_by("-published_at", "-pk")


def to_follow(request: HttpRequest, subject: Any) -> places.Block | None:
    """On the page of a dossier: the feed of what is published about it."""
    if not isinstance(subject, CouncilDossier):
        return None
    url = reverse("briefings_feed_of_dossier", args=[subject.pk])
    return places.Block("governance/briefings_feed.html", {"url": url, "what": "brieven over dit onderwerp"})


@require_safe
@FEED
def everything(request: HttpRequest) -> HttpResponseBase:
    """All that was published (Atom)."""
    return _feed(request, "", reverse("briefings_published"), in_feeds())


@require_safe
@FEED
def of_council(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """What was sent to one council (Atom)."""
    council = get_object_or_404(Body.objects.councils(), pk=pk)
    found = in_feeds().filter(briefing__addressee=council)
    return _feed(request, f": {council}", council.get_absolute_url(), found)


@require_safe
@FEED
def of_dossier(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """What was published about one subject (Atom)."""
    dossier = CouncilDossier.objects.visible_to(request.user).filter(pk=pk).first()
    if dossier is None:
        raise Http404
    lines = CouncilNotice.objects.visible_to(PUBLIC_READER).filter(dossier=dossier)
    found = in_feeds().filter(Q(briefing__registered__notice__in=lines) | Q(briefing__line__dossier=dossier))
    return _feed(request, f": {dossier}", dossier.get_absolute_url(), found)


def _feed(request: HttpRequest, of: str, page: str, rows: Any) -> HttpResponseBase:
    title = f"Brieven en voorstellen van {House.objects.of_region().network_name}{of}"
    return atom(request, title, page, _entries(list(rows[:MOST])))


def _entries(rows: list[Any]) -> list[Entry]:
    instead = _instead(rows)
    return [
        Entry(
            key=str(row.pk),
            title=f"{row.subject}{f', versie {row.version}' if row.version > 1 else ''}",
            address=row.get_absolute_url(),
            # An embargo ends later than it was published.
            published=max(moment for moment in (row.published_at, row.embargo_until) if moment),
            summary=f"{row.briefing.get_kind_display()} {row.registration_number} aan {row.briefing.addressee}, "
            f"{in_words(row.dated_on, weekday=False)}{instead.get(row.briefing_id, '')}",
        )
        for row in rows
    ]


def _instead(rows: Iterable[Any]) -> dict[Any, str]:
    """By briefing (its id) which withdrawn one it took the place of, where everybody may know of that; one query."""
    known = BriefingPublication.objects.reached_by(PUBLIC_READER).order_by("version")
    known = known.filter(briefing__replacement__successor__in=[row.briefing_id for row in rows])
    return {
        successor: f". Komt in de plaats van “{subject}”, dat is ingetrokken"
        for successor, subject in known.values_list("briefing__replacement__successor", "subject")
    }
