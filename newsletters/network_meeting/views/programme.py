"""The programme of a network meeting, for everybody."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.meetings.facts import as_read_by
from newsletters.network_meeting.models import NetworkMeeting
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance


@require_safe
@entrance(Door.ANY, OPEN)
def programme(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """When and where, the breakouts, and afterwards the report."""
    found: NetworkMeeting = get_visible(request.user, NetworkMeeting.objects.shown(), pk=pk)
    as_read_by(request.user, [found.meeting])
    words = {
        "network_meeting": found,
        "meeting": found.meeting,
        "breakouts": list(found.breakouts.order_by("position")),
        "agenda": found.meeting.publications.exists(),
    }
    return render(request, "newsletters/network/programme.html", words)
