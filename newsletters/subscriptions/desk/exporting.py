"""What goes out: the list as a file, and everything about one reader for that reader (AVG art. 15 and 20)."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from newsletters.subscriptions.desk.forms import SubscriberFilter
from newsletters.subscriptions.mails import mails_of
from newsletters.subscriptions.models import Consent, Subscriber
from newsletters.subscriptions.states import ConsentEvent, Frequency, SubscriberState
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
    """One question, whatever the number of readers."""
    own = {"subscriber": OuterRef("pk")}
    given = Consent.objects.filter(**own, event=ConsentEvent.GIVEN).order_by("-at").values("at")[:1]
    themes = Subscriber.themes.through.objects.filter(**own).order_by("theme__number").values("theme__name")
    places = (
        Subscriber.municipalities.through.objects.filter(**own)
        .order_by("municipality__name")
        .values("municipality__name")
    )
    found = readers.annotate(
        given=Subquery(given), theme_names=ArraySubquery(themes), places=ArraySubquery(places)
    ).values_list(
        "address", "state", "frequency", "theme_names", "places", "asked_at", "given", "reader_list__name"
    )
    for address, state, frequency, about, where, asked_at, said, of_list in found.order_by(
        "address"
    ).iterator():
        yield (
            address,
            SubscriberState(state).label,
            Frequency(frequency).label,
            "; ".join(about) or "alles",
            "; ".join(where) or "alles",
            timezone.localdate(asked_at),
            timezone.localdate(said) if said else None,
            of_list,
        )


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
                "wat": each.said,
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
