"""Published briefings and their public attachments, for the Woo-index: of the newest version everybody may read."""

import datetime
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, Func, IntegerField, Sum
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from governance.briefings.models import Status
from governance.briefings.publication import BriefingPublication
from governance.briefings.responsible import addresses, said_in
from zorgzaam.house import House
from zorgzaam.publicity import Publicity, WooCategory, open_now
from zorgzaam.woo.documents import Document, Handling, Organisation, Reference, category_of


def public() -> Any:
    """What everybody may read now, withdrawn ones left out; per briefing the newest."""
    rows = BriefingPublication.objects.filter(open_now()).exclude(briefing__status=Status.WITHDRAWN)
    return rows.newest().select_related("briefing__addressee").defer("html", "plain", "pdf", "search")


class PublicFiles(Func):
    """How many attachments a snapshot has that everybody may open."""

    template = (
        "jsonb_array_length(jsonb_path_query_array(%(expressions)s::jsonb, "
        "'$.attachments[*] ? (@.woo == \"ja\" && @.file != null)'))"
    )
    output_field = IntegerField()


class _OfBriefings:
    """What both series have alike."""

    def categories(self) -> Iterable[WooCategory]:
        ever = BriefingPublication.objects.filter(publicity=Publicity.PUBLIC)
        return {category_of(chosen) for chosen in ever.values_list("woo_category", flat=True).distinct()}

    def _of(self, category: WooCategory) -> Any:
        chosen = [category.value, *([""] if category == WooCategory.BEST_EFFORTS else [])]
        return public().filter(woo_category__in=chosen)

    def _oldest_first(self, category: WooCategory) -> Any:
        since = Greatest(
            "published_at", Coalesce("embargo_until", "published_at"), output_field=DateTimeField()
        )
        return self._of(category).annotate(since=since).order_by("since", "pk")


class Briefings(_OfBriefings):
    """The documents themselves (zorgzaam.woo)."""

    def count(self, category: WooCategory) -> int:
        return int(self._of(category).count())

    def documents(self, category: WooCategory, start: int, end: int) -> Iterator[Document]:
        house, known = House.objects.of_region(), addresses()
        rows = self._oldest_first(category)[start:end]
        return (document_of(row, house, known) for row in rows.iterator(chunk_size=200))


class Attachments(_OfBriefings):
    """Their public attachments, each a document of its own in the category of its letter."""

    def count(self, category: WooCategory) -> int:
        found = self._of(category).aggregate(files=Sum(PublicFiles("canonical")))
        return int(found["files"] or 0)

    def documents(self, category: WooCategory, start: int, end: int) -> Iterator[Document]:
        house, known = House.objects.of_region(), addresses()
        rows = self._oldest_first(category).annotate(files=PublicFiles("canonical")).filter(files__gt=0)
        every = (each for row in rows.iterator(chunk_size=200) for each in attachments_of(row, house, known))
        return islice(every, start, end)


def document_of(row: BriefingPublication, house: House, known: dict[str, str]) -> Document:
    """A publication as DiWoo describes it. Who is responsible stands in what was frozen; an address in TOOI that was
    not known then is among those that are `known` now, by name."""
    said = json.loads(row.canonical)
    files = tuple(Reference(_file_address(row, each["id"]), each["name"]) for each in _public_files(said))
    return Document(
        address=_address(row),
        identifier=str(row.pk),
        title=row.subject,
        about=_called(row),
        file_name=row.file_name,
        parts=files,
        **_shared(row, said, house, known),
    )


def attachments_of(row: BriefingPublication, house: House, known: dict[str, str]) -> Iterator[Document]:
    """The public attachments of a publication as DiWoo describes them."""
    said = json.loads(row.canonical)
    for each in _public_files(said):
        yield Document(
            address=_file_address(row, each["id"]),
            identifier=each["id"],
            title=each["name"],
            about=f"Bijlage bij {_called(row)}",
            file_name=each["file"]["name"],
            part_of=Reference(_address(row), row.subject),
            **_shared(row, said, house, known),
        )


def _shared(
    row: BriefingPublication, said: dict[str, Any], house: House, known: dict[str, str]
) -> dict[str, Any]:
    body = said_in(said)
    responsible = Organisation(body.name, body.tooi or known.get(body.name, "")) if body else None
    publisher = Organisation(house.publisher, house.publisher_tooi) if house.publisher else responsible
    return {
        "category": category_of(row.woo_category),
        "created_on": row.dated_on,
        "publisher": publisher or Organisation(said["sender"]),
        "responsible": responsible,
        "published_at": max(row.published_at, row.embargo_until or row.published_at),
        "handled": _handled(row),
    }


def _handled(row: BriefingPublication) -> tuple[tuple[Handling, datetime.datetime], ...]:
    """What was done with it; of one that nobody determined or signed: that it was settled to be published."""
    found = tuple((Handling(word), _at(day)) for word, day in row.handled)
    return found or ((Handling.DETERMINED, row.published_at),)


def _at(day: str) -> datetime.datetime:
    """The beginning of a day in the region."""
    return timezone.make_aware(datetime.datetime.fromisoformat(day))


def _public_files(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in said["attachments"] if row["woo"] == "ja" and row["file"]]


def _called(row: BriefingPublication) -> str:
    return f"{row.briefing.get_kind_display()} {row.registration_number} aan {row.briefing.addressee}"


def _address(row: BriefingPublication) -> str:
    return str(settings.SITE_URL + reverse("briefing_pdf", args=[row.briefing_id, row.version]))


def _file_address(row: BriefingPublication, part: str) -> str:
    return str(settings.SITE_URL + reverse("briefing_attachment", args=[row.briefing_id, row.version, part]))
