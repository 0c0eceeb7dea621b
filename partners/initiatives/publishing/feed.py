"""The feed of initiatives: what came on the site, newest first."""

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.urls import reverse

from partners.initiatives.models import InitiativePublication
from zorgzaam.house import House
from zorgzaam.xml_texts import fit_for_xml

MOST = 30


class InitiativesFeed(Feed):  # type: ignore[type-arg]
    """As everybody may read them."""

    language = "nl"

    def title(self) -> str:
        return f"Initiatieven van {House.objects.of_region().network_name}"

    def link(self) -> str:
        return reverse("initiatives")

    def description(self) -> str:
        return "Wat organisaties samen doen aan gezondheid, zorg en welzijn."

    def items(self) -> Any:
        return InitiativePublication.objects.current().shown().defer("search", "canonical")[:MOST]

    def item_title(self, item: Any) -> str:
        return fit_for_xml(item.title)

    def item_description(self, item: Any) -> str:
        return fit_for_xml(item.summary)

    def item_pubdate(self, item: Any) -> datetime.datetime:
        published: datetime.datetime = item.published_at
        return published

    def item_guid(self, item: Any) -> str:
        return f"urn:uuid:{item.pk}"

    item_guid_is_permalink = False
