"""Where items stand: ordering, parking, taking off, and putting on again."""

import uuid

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from governance.meetings import fitting, order
from governance.meetings.changes import moved as moved_keys
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.models.visibility import kept_by
from governance.meetings.places import Inside, moved, swapped
from governance.meetings.views.answers import REFUSED, changed, stale
from governance.meetings.views.clashes import clash, its_own, of_item, or_clash
from governance.meetings.views.kept import (
    CHANGE,
    kept_item,
    kept_meeting,
    lot_undo_key,
    posted_lengths,
    posted_version,
)
from governance.meetings.working import numbers
from zorgzaam.doors import Door, entrance
from zorgzaam.versions import StaleVersion

STAYS = "Een onderdeel blijft bij zijn punt. Kies in het menu ‘Maak los’ als het op zichzelf moet staan."
# The two items somebody chose to change places.
SWAP = ("swap_one", "swap_other")
SWAPPED = "De twee punten zijn van plaats verwisseld."


# ---------------------------------------------------------------- the order
@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(its_own)
def arrange(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The one endpoint for the order: buttons, keyboard, drag and undo post the whole order and its version."""
    meeting = kept_meeting(request, pk)
    before, inside = order.tree(meeting)
    ids, base = _posted_order(request, inside)
    was = _posted_inside(request) if "undo" in request.POST else None
    try:
        done = order.arrange(meeting, ids, base=base, by=request.user, inside=was)  # type: ignore[arg-type]
    except order.StaleOrder:
        return stale(request, meeting)
    except ValueError as wrong:
        raise SuspiciousOperation(str(wrong)) from wrong
    if not done:
        dragged = any(str(pk) == request.POST.get("dragged") for pk in inside)
        return changed(request, meeting, STAYS if dragged else "De volgorde is gelijk gebleven.")
    if "undo" in request.POST:
        return _undone(request, meeting)
    now = order.current_order(meeting)
    said = SWAPPED if "swap" in request.POST else _said(before, now, _pushed(request))
    return changed(request, meeting, said, undo=(before, inside))


def _undone(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The order is as before; an item that was made longer for a part gets its length back, unless it changed since."""
    was = posted_lengths(request)
    back = fitting.undo(meeting, was, by=request.user) if was else 0  # type: ignore[arg-type]
    if back < len(was):
        return changed(
            request, meeting, "De volgorde is zoals daarvoor. De lengte is intussen veranderd en bleef zo."
        )
    return changed(request, meeting, "Ongedaan gemaakt. De agenda is zoals daarvoor.")


def _posted_inside(request: HttpRequest) -> dict[uuid.UUID, uuid.UUID]:
    """What was inside what, as the line that offers to undo says it: "part:item", parted by commas."""
    try:
        pairs = [pair.split(":") for pair in request.POST.get("inside", "").split(",") if pair]
        return {uuid.UUID(part): uuid.UUID(whole) for part, whole in pairs}
    except ValueError as wrong:
        raise SuspiciousOperation("no parts in this post") from wrong


def _posted_order(request: HttpRequest, inside: Inside) -> tuple[list[uuid.UUID], int]:
    try:
        posted = [part for value in request.POST.getlist("order") for part in value.split(",") if part]
        ids, base = [uuid.UUID(part) for part in posted], int(request.POST["agenda_version"])
        if "swap" in request.POST:
            one, other = (uuid.UUID(request.POST[name]) for name in SWAP)
            return swapped(ids, one, other), base
        move, _, direction = request.POST.get("move", "").partition(":")
        return (moved(ids, uuid.UUID(move), direction, inside) if move else ids), base
    except (KeyError, ValueError) as wrong:
        raise SuspiciousOperation("no order in this post") from wrong


def _pushed(request: HttpRequest) -> str:
    """Which item somebody took hold of: swapping two neighbours does not show which of them moved."""
    return request.POST.get("move", "").partition(":")[0] or request.POST.get("dragged", "")


def _said(before: list[uuid.UUID], after: list[uuid.UUID], pushed: str) -> str:
    shifted = moved_keys([str(pk) for pk in before], [str(pk) for pk in after])
    pk = next((pk for pk in after if str(pk) == pushed), None)
    if pk is None and len(shifted) == 1:
        pk = uuid.UUID(shifted[0])
    if pk is None:
        return "De nieuwe volgorde is opgeslagen."
    old, new = numbers(before).get(pk), numbers(after).get(pk)
    if new is None:
        return f"Het vertrouwelijke punt staat nu als {after.index(pk) + 1}e op de agenda."
    return f"{f'Agendapunt {old}' if old else 'Het punt'} staat nu op plaats {new}."


# ---------------------------------------------------------------- off the agenda
@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def park(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Off the agenda, into the parking lot of the body."""
    found = kept_item(request, pk)
    before = _order_of(found)
    order.park(found, by=request.user)  # type: ignore[arg-type]
    return _taken_off(request, found, "staat op de parkeerplaats", before)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Away; history keeps it and it can come back. An item that somebody changed meanwhile is shown first (409)."""
    found = kept_item(request, pk)
    before = _order_of(found)
    try:
        order.remove(found, by=request.user, seen=posted_version(request))  # type: ignore[arg-type]
    except StaleVersion:
        found.refresh_from_db()
        return render(request, "governance/item_changed.html", {"item": found}, status=409)
    return _taken_off(request, found, "is verwijderd", before)


Before = tuple[list[uuid.UUID], dict[uuid.UUID, uuid.UUID]]


def _order_of(found: AgendaItem) -> Before:
    return order.tree(found.meeting) if found.meeting else ([], {})


def _taken_off(request: HttpRequest, found: AgendaItem, where: str, before: Before) -> HttpResponse:
    said = f"“{found.title}” {where}."
    if found.meeting is None:
        if where == "is verwijderd":
            request.session[lot_undo_key(found.body_id)] = {"item": str(found.pk), "said": said}
        messages.success(request, said)
        return redirect("parking_lot", found.body_id)
    return changed(request, found.meeting, said, undo=before)


# ---------------------------------------------------------------- and on it
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
    return changed(
        request, meeting, f"“{found.title}” staat nu {f'op plaats {called}' if called else 'op de agenda'}."
    )


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
