"""What a briefing follows on: chosen in the composer, and what changed since as a page to print."""

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.briefings.following import BriefingLine, line_of
from governance.briefings.following_form import LineForm
from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingPublication
from governance.briefings.views.editing import Words, composed, edit
from governance.briefings.views.parts import FORM, WRITES
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.frame import open_page


@FORM
@WRITES
@once
def follows(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What it is about, over which period, and which earlier briefing it follows on."""
    briefing = composed(request, pk)

    def row() -> BriefingLine:
        line = line_of(briefing)
        line.briefing = briefing
        return line

    words = Words(
        "Onderwerp, periode en eerder stuk", "Onderwerp, periode en eerder stuk zijn bewaard.", "veranderd"
    )
    return edit(request, briefing, LineForm, row, words)


@require_safe
@entrance(Door.STATEN, OPEN)
def changed(request: HttpRequest, pk: uuid.UUID, version: int) -> HttpResponse:
    """What changed since the letter that one follows on, as its snapshot says."""
    rows = BriefingPublication.objects.select_related("briefing__addressee").defer(
        "html", "plain", "pdf", "search"
    )
    shown: BriefingPublication = get_visible(request.user, rows, briefing=pk, version=version)
    briefing: Briefing = shown.briefing
    since = json.loads(shown.canonical).get("since")
    context = {"briefing": briefing, "shown": shown, "since": since}
    response = render(request, "governance/briefing_changed.html", context)
    return open_page(request, response) if shown.open_now else response
