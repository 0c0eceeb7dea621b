"""What the views of this room share: whose meeting it is, and how a step is answered."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from governance.attendance.presence import SomebodyWasFirst
from governance.decisions.models import Decision
from governance.live.following import invited
from governance.live.running import MovedOn
from governance.meetings.facts import as_read_by
from governance.meetings.models import Meeting
from zorgzaam.access import get_for, get_visible
from zorgzaam.constraints import said_by
from zorgzaam.versions import StaleVersion

RUN = "governance.run_meeting"
FORM = ["GET", "HEAD", "POST"]
FIRST = "Iemand anders was je net voor. Hieronder staat hoe het nu is."


def run(request: HttpRequest, pk: uuid.UUID) -> Meeting:
    """A meeting this reader leads; 404 or 403 otherwise."""
    found: Meeting = get_for(request.user, Meeting.objects.select_related("body"), RUN, pk=pk)
    return found


def followed(request: HttpRequest, pk: uuid.UUID) -> Meeting:
    """A meeting this reader follows along, with the facts they may know; 404 for everybody else."""
    found: Meeting = get_visible(request.user, Meeting.objects.select_related("body"), pk=pk)
    if not invited(found, request.user):
        raise Http404
    as_read_by(request.user, [found])
    return found


def decision_of(request: HttpRequest, pk: uuid.UUID, *, keeps: bool = False) -> Decision:
    """A decision on an agenda this reader reads; `keeps`: and writes down."""
    rows = Decision.objects.select_related("body", "item__meeting__body")
    found: Decision = (
        get_for(request.user, rows, "governance.keep_decisions", pk=pk)
        if keeps
        else get_visible(request.user, rows, pk=pk)
    )
    if found.item is None or found.item.meeting is None or not invited(found.item.meeting, request.user):
        raise Http404
    return found


def step(
    request: HttpRequest, back: str, act: Callable[[], Any], said: str = "", on: str = ""
) -> HttpResponse:
    """Carry a step out and go `on`, or else back; what stands in its way is said there, and nothing is half done."""
    try:
        with transaction.atomic():
            act()
    except (MovedOn, SomebodyWasFirst, StaleVersion):
        messages.warning(request, FIRST)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except IntegrityError as refusal:
        messages.error(request, said_by(refusal).message)
    else:
        if said:
            messages.success(request, said)
        return redirect(on or back)
    return redirect(back)


def as_shown(request: HttpRequest, name: str, now: Any) -> None:
    """Refuse a press on a page that showed another round or vote than the one there is by now: its words were others.
    MovedOn. A page from before pages said so is taken at its word."""
    shown = key_in(request, name)
    if shown is not None and shown != now.pk:
        raise MovedOn


def key_in(request: HttpRequest, name: str) -> uuid.UUID | None:
    """An id in a form; None when it is empty. 404 for anything else."""
    typed = request.POST.get(name, "")
    try:
        return uuid.UUID(typed) if typed else None
    except ValueError:
        raise Http404 from None
