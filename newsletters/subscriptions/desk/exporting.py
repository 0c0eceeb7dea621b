"""What goes out: the list as a file, and everything about one reader for that reader (AVG art. 15 and 20)."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsletters.subscriptions.desk.forms import SubscriberFilter
from newsletters.subscriptions.mails import mails_of
from newsletters.subscriptions.models import Subscriber
from newsletters.subscriptions.states import ConsentEvent
from themes.themes.models import Theme
from zorgzaam.access import get_visible
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.exports import FORMATS, as_download

HEAD = (
    "e-mailadres",
    "stand",
    "hoe vaak",
    "thema's",
    "gemeenten",
    "gevraagd op",
    "ja gezegd op",
    "van lijst",
)
CHUNK = 2_000


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """The readers that the filter of the list shows; with their addresses, so for the netwerkbureau alone."""
    if ending not in FORMATS:
        raise Http404
    readers = SubscriberFilter(request.GET).narrow(Subscriber.objects.visible_to(request.user).kept())
    response = as_download("abonnees", ending, HEAD, _rows(readers))
    response["Cache-Control"] = "private, no-store"
    return response


def _rows(readers: Any) -> Iterator[tuple[Any, ...]]:
    names = Prefetch("themes", Theme.objects.only("name"))
    related = readers.select_related("reader_list").prefetch_related(names, "municipalities", "consents")
    for row in related.order_by("address").iterator(chunk_size=CHUNK):
        given = [each.at for each in row.consents.all() if each.event == ConsentEvent.GIVEN]
        yield (
            row.address,
            row.get_state_display(),
            row.get_frequency_display(),
            _joined(row.themes.all()) or "alles",
            _joined(row.municipalities.all()) or "alles",
            timezone.localdate(row.asked_at),
            timezone.localdate(given[-1]) if given else None,
            row.reader_list.name if row.reader_list else "",
        )


def _joined(rows: Any) -> str:
    return "; ".join(each.name for each in rows)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def data(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything about one reader, to send to them."""
    row: Subscriber = get_visible(request.user, Subscriber.objects.kept(), pk=pk)
    return as_file(row)


def as_file(row: Subscriber) -> HttpResponse:
    """What we keep of this reader, as JSON that a person can read too."""
    found = {
        "e-mailadres": row.address,
        "stand": row.get_state_display(),
        "hoe vaak": row.get_frequency_display(),
        "thema's": [each.name for each in row.themes.all()] or "alles",
        "gemeenten": [each.name for each in row.municipalities.all()] or "alles",
        "gevraagd op": timezone.localtime(row.asked_at),
        "keuze van": timezone.localtime(row.chosen_at),
        "van lijst": row.reader_list.name if row.reader_list else None,
        "toestemming": [
            {
                "wanneer": timezone.localtime(each.at),
                "wat": each.get_event_display(),
                "waar": each.get_source_display(),
                "versie van de tekst": each.version,
                "tekst": each.text,
            }
            for each in row.consents.all()
        ],
        "mail": [
            {
                "onderwerp": mail.subject,
                "geschreven op": timezone.localtime(mail.created_at),
                "toestand": mail.get_state_display(),
            }
            for mail in mails_of(row)
        ],
    }
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="nieuwsbrief-gegevens.json"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
