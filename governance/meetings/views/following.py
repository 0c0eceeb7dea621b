"""The working page follows what others do: its lines, asked for again every few seconds."""

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.meetings import fingerprint, news
from governance.meetings.history import Until
from governance.meetings.models import Meeting
from governance.meetings.views.answers import lines_context
from governance.meetings.views.kept import CHANGE, kept_meeting
from zorgzaam.doors import Door, entrance
from zorgzaam.unchanged import answer_when_changed


@require_safe
@entrance(Door.WERKBANK, CHANGE)
def desk_now(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The lines as they are now, with who changed what since `?sinds=`; 304 while nothing changed. Who may no longer
    keep this agenda is refused as on its page."""
    meeting = kept_meeting(request, pk)

    def lines() -> HttpResponse:
        told = _news(request, meeting)
        context = {**lines_context(request, meeting), "touched": told.items}
        response = render(request, "governance/desk_now.html", context)
        if told.said:
            # Only when it is shown: a page that is busy leaves it for the next time.
            said = {"announce": {"text": told.said, "kind": ""}}
            response["HX-Trigger-After-Settle"] = json.dumps(said)
        return response

    return answer_when_changed(request, fingerprint.of(meeting, request.user).mark, lines)


def _news(request: HttpRequest, meeting: Meeting) -> news.News:
    try:
        until = Until.read(request.GET.get("sinds", ""))
    except ValueError:
        return news.News("")
    return news.since(meeting, request.user, until)
