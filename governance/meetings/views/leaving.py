"""Off an agenda and onto one again: parking, taking away, placing, bringing back. Each with a way back."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from governance.meetings import order
from governance.meetings.history import taken_from
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.models.visibility import kept_by
from governance.meetings.views.answers import REFUSED, Back, changed, stale
from governance.meetings.views.clashes import clash, of_item, or_clash
from governance.meetings.views.kept import (
    CHANGE,
    kept_item,
    kept_meeting,
    lot_undo_key,
    posted_version,
    taken_away,
)
from governance.meetings.working import numbers
from zorgzaam.access import may
from zorgzaam.doors import Door, entrance
from zorgzaam.versions import StaleVersion


def or_taken_away(view: Callable[[HttpRequest, uuid.UUID], HttpResponse]) -> Any:
    """For a press about an item that somebody else just took away: its agenda as it is now, and that it left (409).
    Who does not keep that agenda hears nothing of it."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        try:
            return view(request, pk)
        except Http404:
            if (gone := taken_away(request, pk)) is None:
                raise
        meeting = _where_it_was(request, gone)
        if meeting is not None:
            return stale(request, meeting, f"“{gone.title}” is intussen van de agenda gehaald.")
        words = f"“{gone.title}” is intussen van de parkeerplaats gehaald."
        return render(request, "governance/item_gone.html", {"item": gone, "words": words}, status=409)

    return guarded


def _where_it_was(request: HttpRequest, gone: AgendaItem) -> Meeting | None:
    """The agenda the press came from: the one it names, else the one the item stood on."""
    if "meeting" in request.POST:
        return _named(request, gone)
    meeting = taken_from(gone)
    return meeting if meeting is not None and may(request.user, CHANGE, meeting) else None


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_taken_away
@or_clash(of_item)
def park(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Off the agenda, into the parking lot of the body."""
    found = kept_item(request, pk)
    back = _way_back(found)
    order.park(found, by=request.user)  # type: ignore[arg-type]
    return _taken_off(request, found, "staat op de parkeerplaats", back)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_taken_away
@or_clash(of_item)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Away; history keeps it and it can come back. An item that somebody changed meanwhile is shown first (409)."""
    found = kept_item(request, pk)
    back = _way_back(found)
    try:
        order.remove(found, by=request.user, seen=posted_version(request))  # type: ignore[arg-type]
    except StaleVersion:
        found.refresh_from_db()
        return render(request, "governance/item_changed.html", {"item": found}, status=409)
    return _taken_off(request, found, "is verwijderd", back)


def _way_back(found: AgendaItem) -> Back | None:
    """To the agenda as it is now, before the item leaves it."""
    if found.meeting is None:
        return None
    lengths = found.meeting.items.filter(Q(pk=found.pk) | Q(parent=found.pk)).values_list("pk", "minutes")
    return Back.to_order(found.meeting, *order.tree(found.meeting), dict(lengths))


def _taken_off(request: HttpRequest, found: AgendaItem, where: str, back: Back | None) -> HttpResponse:
    said = f"“{found.title}” {where}."
    if found.meeting is None:
        if where == "is verwijderd":
            request.session[lot_undo_key(found.body_id)] = {"item": str(found.pk), "said": said}
        messages.success(request, said)
        return redirect("parking_lot", found.body_id)
    return changed(request, found.meeting, said, back=back)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_taken_away
def place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """From the parking lot onto the agenda of the meeting named in the post."""
    return _onto(request, kept_item(request, pk))


def _onto(request: HttpRequest, found: AgendaItem) -> HttpResponse:
    """Onto the agenda of the meeting named in the post, before what that ends with."""
    meeting = _named(request, found)
    if not meeting.takes_items:
        return stale(
            request, meeting, f"“{found.title}” kan hier niet bij: de vergadering gaat niet door.", REFUSED
        )
    try:
        order.place_on(meeting, found, by=request.user)  # type: ignore[arg-type]
    except IntegrityError as refusal:
        if (words := clash(refusal, request.user)) is None:
            raise
        return stale(request, meeting, f"“{found.title}” kan hier niet bij. {words}", REFUSED)
    except ValueError:
        return stale(request, meeting, f"“{found.title}” is intussen op een andere agenda gezet.")
    called = numbers(order.current_order(meeting)).get(found.pk)
    where = f"op plaats {called}" if called else "op de agenda"
    return changed(request, meeting, f"“{found.title}” staat nu {where}.")


def _named(request: HttpRequest, found: AgendaItem) -> Meeting:
    """The meeting named in the post, of the body of the item; 404 for any other."""
    try:
        meeting = kept_meeting(request, uuid.UUID(request.POST.get("meeting", "")))
    except ValueError as wrong:
        raise Http404 from wrong
    if meeting.body_id != found.body_id:
        raise Http404
    return meeting


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def bring_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A removed item comes back: onto the agenda of the meeting named in the post, else into the parking lot."""
    gone = AgendaItem.objects.filter(kept_by(request.user, "body_id"), pk=pk).first()
    if gone is None:
        raise Http404
    if "meeting" in request.POST:
        return _onto(request, gone)
    order.bring_back(gone, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"“{gone.title}” staat weer op de parkeerplaats.")
    return redirect("parking_lot", gone.body_id)
