"""Feeds of what was published: everything, of one council, and of one dossier. For everybody, so only what is public
and past its embargo, whoever asks."""

import datetime
import uuid
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import conditional_page, require_safe

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.briefings.fragments import PUBLIC_READER
from governance.briefings.models import Status
from governance.briefings.publication import BriefingPublication
from governance.council.models import CouncilDossier, CouncilNotice
from zorgzaam import places
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.house import House
from zorgzaam.publicity import open_now
from zorgzaam.ui.dates import day as in_words
from zorgzaam.xml_texts import fit_for_xml

MOST = 50


def in_feeds() -> Any:
    """The newest open version of every briefing that was not withdrawn, the last published first."""
    found = BriefingPublication.objects.filter(open_now()).newest().light()
    found = found.exclude(briefing__status=Status.WITHDRAWN)
    return found.select_related("briefing__addressee").order_by("-published_at", "-pk")


class BriefingsFeed(Feed):  # type: ignore[type-arg]
    """Atom. Its object is None (everything), a council or a dossier."""

    feed_type = Atom1Feed
    language = "nl"

    def get_object(self, request: HttpRequest, subject: Any = None) -> Any:
        return subject

    def title(self, subject: Any) -> str:
        of = f": {subject}" if subject else ""
        return fit_for_xml(f"Brieven en voorstellen van {House.objects.of_region().network_name}{of}")

    def subtitle(self, subject: Any) -> str:
        return "Wat voor iedereen te lezen is, het nieuwste eerst."

    def link(self, subject: Any) -> str:
        return str(subject.get_absolute_url()) if subject else reverse("briefings_published")

    def items(self, subject: Any) -> Any:
        rows = in_feeds()
        if isinstance(subject, Body):
            rows = rows.filter(briefing__addressee=subject)
        elif subject is not None:
            open_lines = CouncilNotice.objects.visible_to(PUBLIC_READER).filter(dossier=subject)
            rows = rows.filter(briefing__registered__notice__in=open_lines)
        return rows[:MOST]

    def item_title(self, item: Any) -> str:
        again = f", versie {item.version}" if item.version > 1 else ""
        return fit_for_xml(f"{item.subject}{again}")

    def item_description(self, item: Any) -> str:
        kind, to = item.briefing.get_kind_display(), item.briefing.addressee
        return fit_for_xml(
            f"{kind} {item.registration_number} aan {to}, {in_words(item.dated_on, weekday=False)}"
        )

    def item_pubdate(self, item: Any) -> datetime.datetime:
        """When everybody could read it: an embargo ends later than it was published."""
        moments: list[datetime.datetime] = [item.published_at, item.embargo_until]
        return max(moment for moment in moments if moment)

    def item_updateddate(self, item: Any) -> datetime.datetime:
        return self.item_pubdate(item)

    def item_guid(self, item: Any) -> str:
        return f"urn:uuid:{item.pk}"

    item_guid_is_permalink = False


def to_follow(request: HttpRequest, subject: Any) -> places.Block | None:
    """On the page of a dossier: the feed of what is published about it."""
    if not isinstance(subject, CouncilDossier):
        return None
    url = reverse("briefings_feed_of_dossier", args=[subject.pk])
    return places.Block("governance/briefings_feed.html", {"url": url, "what": "brieven over dit onderwerp"})


FEED = entrance(Door.MACHINE, OPEN)


@require_safe
@conditional_page
@FEED
def everything(request: HttpRequest) -> HttpResponse:
    """All that was published (Atom)."""
    return BriefingsFeed()(request)


@require_safe
@conditional_page
@FEED
def of_council(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was sent to one council (Atom)."""
    found = Body.objects.filter(pk=pk, kind__in=COUNCIL_KINDS).first()
    return _of(request, found)


@require_safe
@conditional_page
@FEED
def of_dossier(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was published about one subject (Atom)."""
    return _of(request, CouncilDossier.objects.visible_to(request.user).filter(pk=pk).first())


def _of(request: HttpRequest, subject: Any) -> HttpResponse:
    if subject is None:
        raise Http404
    return BriefingsFeed()(request, subject=subject)
