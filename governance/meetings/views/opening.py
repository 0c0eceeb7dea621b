"""For who keeps the agenda: who did not open the papers yet."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.meetings import opened
from governance.meetings.views.kept import CHANGE, kept_meeting
from zorgzaam.doors import Door, entrance


@require_safe
@entrance(Door.WERKBANK, CHANGE)
def not_opened(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Per paper who of the body may read it and did not open it; only papers this keeper may read."""
    meeting = kept_meeting(request, pk)
    rows = opened.not_opened(meeting, request.user)
    return render(request, "governance/papers_unread.html", {"meeting": meeting, "rows": rows})
