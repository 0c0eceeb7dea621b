"""For the harvester of the Woo-index: what is said of one document."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from governance.briefings.models import Status
from governance.briefings.publication import BriefingPublication
from governance.briefings.responsible import addresses
from governance.briefings.woo import document_of
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.house import House
from zorgzaam.publicity import open_now
from zorgzaam.woo.views import KIND
from zorgzaam.woo.writing import metadata_of


@require_safe
@entrance(Door.STATEN, OPEN)
def metadata(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponse:
    """The DiWoo metadata of one public version; 404 for any other, whoever asks."""
    rows = BriefingPublication.objects.filter(open_now()).exclude(briefing__status=Status.WITHDRAWN)
    rows = rows.select_related("briefing__addressee").defer("html", "plain", "pdf", "search")
    row = get_visible(request.user, rows, briefing=pk, version=version)
    return HttpResponse(
        metadata_of(document_of(row, House.objects.of_region(), addresses())), content_type=KIND
    )
