"""The order of an agenda: moved, dragged, swapped, and back."""

import uuid

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from governance.meetings import fitting, order
from governance.meetings.changes import moved as moved_keys
from governance.meetings.models import Meeting
from governance.meetings.places import Inside, moved, swapped
from governance.meetings.views.answers import changed, stale
from governance.meetings.views.clashes import its_own, or_clash
from governance.meetings.views.kept import CHANGE, kept_meeting, posted_lengths, posted_was
from governance.meetings.working import numbers
from zorgzaam.doors import Door, entrance

STAYS = "Een onderdeel blijft bij zijn punt. Kies in het menu ‘Maak los’ als het op zichzelf moet staan."
# The two items somebody chose to change places.
SWAP = ("swap_one", "swap_other")
SWAPPED = "De twee punten zijn van plaats verwisseld."
UNDONE = "Ongedaan gemaakt. De agenda is zoals daarvoor."
UNDONE_TOO = "Ongedaan gemaakt. De agenda is zoals daarvoor, ook hoe lang de punten duren."


# ---------------------------------------------------------------- the order
@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(its_own)
def arrange(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The one endpoint for the order: buttons, keyboard, drag and undo post the whole order and its version."""
    meeting = kept_meeting(request, pk)
    before, inside = order.tree(meeting)
    ids, base = _posted_order(request, inside)
    undoes = "undo" in request.POST
    was = _posted_inside(request) if undoes else None
    lengths = posted_lengths(request) if undoes else {}
    try:
        with transaction.atomic():
            longer = fitting.give_back(meeting, lengths, by=request.user)  # type: ignore[arg-type]
            done = order.arrange(meeting, ids, base=base, by=request.user, inside=was)  # type: ignore[arg-type]
    except order.StaleOrder:
        return stale(request, meeting)
    except ValueError as wrong:
        raise SuspiciousOperation(str(wrong)) from wrong
    if not done:
        dragged = any(str(pk) == request.POST.get("dragged") for pk in inside)
        return changed(request, meeting, STAYS if dragged else "De volgorde is gelijk gebleven.")
    if undoes:
        return _undone(request, meeting, longer)
    now = order.current_order(meeting)
    said = SWAPPED if "swap" in request.POST else _said(before, now, _pushed(request))
    return changed(request, meeting, said, undo=(before, inside))


def _undone(request: HttpRequest, meeting: Meeting, longer: int) -> HttpResponse:
    """The order is as before; an item that was made longer for a part gets its length back, unless it changed since."""
    was = posted_was(request)
    back = fitting.undo(meeting, was, by=request.user) if was else 0  # type: ignore[arg-type]
    if back < len(was):
        return changed(
            request, meeting, "De volgorde is zoals daarvoor. De lengte is intussen veranderd en bleef zo."
        )
    return changed(request, meeting, UNDONE_TOO if longer or back else UNDONE)


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
