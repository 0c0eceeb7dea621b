"""The published agenda as every visitor gets it: four questions to the database, and no page made for who has it."""

import json
import uuid
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from governance.meetings.facts import show
from governance.meetings.models import AgendaPublication, Audience
from governance.meetings.publishing import Served, served
from governance.meetings.remarks import remarks_on, with_remarks
from zorgzaam.places import rendered
from zorgzaam.ui.context import house
from zorgzaam.ui.frame import frame_state, is_plain_visit, open_page


def plain_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse | None:
    """The newest published agenda, or 304 when the visitor holds this very page.

    None for who is not a plain visitor, and for a meeting without an agenda that is published now: then the long way
    decides what there is to see.
    """
    if not is_plain_visit(request) or request.GET:
        return None
    visible = AgendaPublication.objects.visible_to(request.user).filter(meeting_id=pk)
    public = visible.filter(audience=Audience.PUBLIC).select_related("meeting__body")
    publication = with_remarks(public).latest_first().first()
    if publication is None:
        return None
    shown = served(publication)
    show(publication.meeting, publication.content["meeting"])
    moved = shown.with_remarks(remarks_on(publication, inside=False))
    decided = rendered(request, "meeting.decisions", publication.meeting)
    etag = _etag(request, shown, moved, decided)
    context = {
        "meeting": publication.meeting,
        "publication": publication,
        "served": shown,
        "moved": moved,
        "decided": decided,
    }
    response = get_conditional_response(request, etag=etag) or render(
        request, "governance/meeting.html", context
    )
    response["ETag"] = etag
    return open_page(request, response)


def _etag(request: HttpRequest, shown: Served, moved: list[dict[str, Any]], decided: str) -> str:
    """Everything the page is made of: what is served, what moved on, the meeting around it, what it decided, and the
    frame."""
    meeting = shown.publication.meeting
    row = [str(getattr(meeting, field.attname)) for field in meeting._meta.concrete_fields]
    told = json.dumps([shown.changes, shown.adapted, shown.publication.sha256, shown.publication.version])
    frame = frame_state(house(request)["house"].region)
    around = [frame, meeting.body.name, *row, str(shown.publication.published_at)]
    said = str([(line["title"], line["remarks"]) for line in moved])
    parts = [*around, told, shown.html, said, decided]
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:40]}"'
