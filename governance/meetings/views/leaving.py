"""Off an agenda and onto one again: parking, taking away, placing, bringing back. Each with a way back."""

import uuid

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from governance.meetings import order
from governance.meetings.models import AgendaItem
from governance.meetings.models.visibility import kept_by
from governance.meetings.views.answers import REFUSED, Back, changed, stale
from governance.meetings.views.clashes import clash, of_item, or_clash
from governance.meetings.views.kept import CHANGE, kept_item, kept_meeting, lot_undo_key, posted_version
from governance.meetings.working import numbers
from zorgzaam.doors import Door, entrance
from zorgzaam.versions import StaleVersion


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def park(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Off the agenda, into the parking lot of the body."""
    found = kept_item(request, pk)
    back = _way_back(found)
    order.park(found, by=request.user)  # type: ignore[arg-type]
    return _taken_off(request, found, "staat op de parkeerplaats", back)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
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
def place(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """From the parking lot onto the agenda of the meeting named in the post."""
    return _onto(request, kept_item(request, pk))


def _onto(request: HttpRequest, found: AgendaItem) -> HttpResponse:
    """Onto the agenda of the meeting named in the post, before what that ends with."""
    try:
        meeting = kept_meeting(request, uuid.UUID(request.POST.get("meeting", "")))
    except ValueError as wrong:
        raise Http404 from wrong
    if meeting.body_id != found.body_id:
        raise Http404
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
