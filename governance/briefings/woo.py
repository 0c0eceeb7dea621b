"""Published briefings, for the Woo-index: the newest version of each that everybody may read."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from governance.briefings.models import Status
from governance.briefings.publication import BriefingPublication
from zorgzaam.house import House
from zorgzaam.publicity import Publicity, WooCategory, open_now
from zorgzaam.woo.documents import Document, category_of


def public() -> Any:
    """What everybody may read now, withdrawn ones left out; per briefing the newest."""
    rows = BriefingPublication.objects.filter(open_now()).exclude(briefing__status=Status.WITHDRAWN)
    return rows.newest().select_related("briefing__addressee").defer("html", "plain", "pdf", "search")


class Briefings:
    """The provider of this room (zorgzaam.woo)."""

    def categories(self) -> Iterable[WooCategory]:
        ever = BriefingPublication.objects.filter(publicity=Publicity.PUBLIC)
        return {category_of(chosen) for chosen in ever.values_list("woo_category", flat=True).distinct()}

    def count(self, category: WooCategory) -> int:
        return int(self._of(category).count())

    def documents(self, category: WooCategory, start: int, end: int) -> Iterator[Document]:
        house = House.objects.of_region()
        since = Greatest(
            "published_at", Coalesce("embargo_until", "published_at"), output_field=DateTimeField()
        )
        rows = self._of(category).annotate(since=since).order_by("since", "pk")[start:end]
        return (document_of(row, house) for row in rows.iterator(chunk_size=200))

    def _of(self, category: WooCategory) -> Any:
        chosen = [category.value, *([""] if category == WooCategory.BEST_EFFORTS else [])]
        return public().filter(woo_category__in=chosen)


def document_of(row: BriefingPublication, house: House) -> Document:
    """A publication as DiWoo describes it. Who is responsible stands in what was frozen."""
    sender = json.loads(row.canonical)["sender"]
    kind = row.briefing.get_kind_display()
    return Document(
        address=settings.SITE_URL + reverse("briefing_pdf", args=[row.briefing_id, row.version]),
        identifier=str(row.pk),
        title=row.subject,
        about=f"{kind} {row.registration_number} aan {row.briefing.addressee}",
        category=category_of(row.woo_category),
        created_on=row.dated_on,
        publisher=house.publisher or sender,
        responsible=sender,
        published_at=max(row.published_at, row.embargo_until or row.published_at),
    )
