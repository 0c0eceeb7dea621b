"""Working on items: adding, editing, ordering, nesting."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.meetings import fitting, order
from governance.meetings.changes import moved as moved_keys
from governance.meetings.forms import ItemForm, QuickItemForm
from governance.meetings.history import item_history
from governance.meetings.lateness import late_from
from governance.meetings.models import AgendaItem, Meeting, Paper
from governance.meetings.models.visibility import kept_by
from governance.meetings.places import Inside, moved, swapped
from governance.meetings.spreading import MOST
from governance.meetings.views.answers import REFUSED, WHOLE, changed, desk_context, stale
from governance.meetings.views.clashes import its_own, of_item, or_clash, said_beside
from governance.meetings.working import numbers
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once, once_or
from zorgzaam.standing import Reader
from zorgzaam.versions import try_save

CHANGE = "governance.change_meeting"
STAYS = "Een onderdeel blijft bij zijn punt. Kies in het menu ‘Maak los’ als het op zichzelf moet staan."
# The two items somebody chose to change places.
SWAP = ("swap_one", "swap_other")
SWAPPED = "De twee punten zijn van plaats verwisseld."
UNDONE = "Ongedaan gemaakt. De agenda is zoals daarvoor."
UNDONE_TOO = "Ongedaan gemaakt. De agenda is zoals daarvoor, ook hoe lang de punten duren."


def kept_meeting(request: HttpRequest, pk: uuid.UUID) -> Meeting:
    """The meeting, for somebody who keeps its agenda; 404 or 403 otherwise."""
    found: Meeting = get_for(request.user, Meeting.objects.select_related("body"), CHANGE, pk=pk)
    return found


def kept_item(request: HttpRequest, pk: uuid.UUID) -> AgendaItem:
    """The item, for somebody who keeps its agenda."""
    queryset = AgendaItem.objects.select_related(
        "body", "meeting__body", "owner_organisation", "owner_person"
    )
    found: AgendaItem = get_for(request.user, queryset, CHANGE, pk=pk)
    return found


def holds_office(user: Reader, obj: object) -> bool:
    return may(user, "governance.share_item", obj)  # type: ignore[arg-type]


# ---------------------------------------------------------------- the page of an item
@require_safe
@entrance(Door.ANY, OPEN)
def item(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The item itself: for who keeps it with papers, shares and history; others read it on the agenda."""
    queryset = AgendaItem.objects.select_related(
        "body", "meeting__body", "owner_organisation", "owner_person"
    )
    found = get_visible(request.user, queryset, pk=pk)
    keeps = may(request.user, CHANGE, found)
    if not keeps and not AgendaItem.objects.shared_with(request.user).filter(pk=pk).exists():
        return redirect(found)
    request.door = Door.WERKBANK  # type: ignore[attr-defined]
    context = {
        "item": found,
        "keeps": keeps,
        "papers": Paper.objects.visible_to(request.user)
        .with_late(late_from([found.meeting] if found.meeting else ()))
        .filter(item=found)
        .select_related("file"),
        "subjects": [link.subject for link in found.subjects.select_related("task", "theme")],
        "may_share": holds_office(request.user, found),
        "shares": found.shares.select_related("user__person", "given_by__person") if keeps else [],
        "removed": Paper.objects.removed_from(request.user).filter(item=found) if keeps else [],
        "undo": request.session.pop(paper_undo_key(found.pk), None) if keeps else None,
        "history": item_history(found, request.user) if keeps else [],
        "whole": AgendaItem.objects.visible_to(request.user).filter(parts=found).first(),
        "parts": AgendaItem.objects.visible_to(request.user)
        .filter(parent=found)
        .order_by("position", "created_at"),
    }
    return render(request, "governance/item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new item with everything in it, last on the agenda."""
    meeting = kept_meeting(request, pk)
    form = ItemForm(request.POST or None, body=meeting.body, office=holds_office(request.user, meeting))
    if request.method == "POST" and form.is_valid():
        form.instance.body = meeting.body
        with transaction.atomic(), acting(request.user):  # type: ignore[arg-type]
            made = order.add(meeting, form.save(commit=False), by=request.user)  # type: ignore[arg-type]
            form.save_m2m()
        return changed(request, meeting, f"“{made.title}” staat op de agenda.")
    status = 422 if form.errors else 200
    return render(request, "governance/item_form.html", {"meeting": meeting, "form": form}, status=status)


def _as_it_is(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return changed(request, kept_meeting(request, pk), "Dit punt staat er al.")


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@once_or(_as_it_is)
def add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The quick line below the agenda."""
    meeting = kept_meeting(request, pk)
    form = QuickItemForm(request.POST)
    if not form.is_valid():
        context = desk_context(request, meeting, quick=form, quick_stays=False)
        page = WHOLE if request.htmx else "governance/meeting_work.html"  # type: ignore[attr-defined]
        return render(request, page, context, status=422)
    made = order.add(meeting, form.save(commit=False), by=request.user)  # type: ignore[arg-type]
    place = numbers(order.current_order(meeting)).get(made.pk)
    return changed(
        request, meeting, f"“{made.title}” staat op plaats {place}.", just_added=made.pk, quick_stays=False
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Edit an item. A stale save gets both texts side by side, and what was typed stays in the form."""
    try:
        found = kept_item(request, pk)
    except Http404:
        if (removed := _edit_removed(request, pk)) is not None:
            return removed
        found = kept_item(request, pk)  # brought back between these two looks
    form = ItemForm(
        request.POST or None, instance=found, body=found.body, office=holds_office(request.user, found)
    )
    if request.method != "POST":
        return _show(request, found, form)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    return _save(request, found, form)


def _save(request: HttpRequest, found: AgendaItem, form: ItemForm) -> HttpResponse:
    try:
        with acting(request.user):  # type: ignore[arg-type]
            conflict = try_save(form)
    except IntegrityError as refusal:
        said_beside(form, "minutes", refusal)
        return _show(request, found, form, status=422)
    if conflict and conflict.loses_something:
        return _show(request, found, form, status=409, conflict=conflict)
    if found.meeting:
        return changed(request, found.meeting, f"“{form.instance.title}” is opgeslagen.")
    messages.success(request, f"“{form.instance.title}” is opgeslagen.")
    return redirect("parking_lot", found.body_id)


def _show(
    request: HttpRequest,
    found: AgendaItem,
    form: ItemForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    context = {"item": found, "meeting": found.meeting, "form": form, "conflict": conflict}
    return render(request, "governance/item_form.html", context, status=status)


def _edit_removed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse | None:
    """Somebody took the item away while this text was being typed: show it, with the way back; status 409. None when
    nobody did."""
    gone = AgendaItem.objects.filter(kept_by(request.user, "body_id"), removed_at__isnull=False)
    found = gone.select_related("body").filter(pk=pk).first()
    if found is None or not may(request.user, CHANGE, found):
        return None
    form = ItemForm(
        request.POST or None, instance=found, body=found.body, office=holds_office(request.user, found)
    )
    return render(
        request, "governance/item_form.html", {"item": found, "form": form, "gone": True}, status=409
    )


# ---------------------------------------------------------------- places
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
        return changed(request, meeting, UNDONE_TOO if longer else UNDONE)
    now = order.current_order(meeting)
    said = SWAPPED if "swap" in request.POST else _said(before, now, _pushed(request))
    return changed(request, meeting, said, undo=(before, inside))


def _posted_inside(request: HttpRequest) -> dict[uuid.UUID, uuid.UUID]:
    """What was inside what, as the line that offers to undo says it: "part:item", parted by commas."""
    try:
        pairs = [pair.split(":") for pair in request.POST.get("inside", "").split(",") if pair]
        return {uuid.UUID(part): uuid.UUID(whole) for part, whole in pairs}
    except ValueError as wrong:
        raise SuspiciousOperation("no parts in this post") from wrong


def posted_lengths(request: HttpRequest) -> dict[uuid.UUID, int]:
    """How long items were, as the line that offers to undo says it: "item:minutes", parted by commas."""
    try:
        pairs = [pair.split(":") for pair in request.POST.get("lengths", "").split(",") if pair]
        lengths = {uuid.UUID(pk): int(minutes) for pk, minutes in pairs}
    except ValueError as wrong:
        raise SuspiciousOperation("no lengths in this post") from wrong
    if not all(0 <= minutes <= MOST for minutes in lengths.values()):
        raise SuspiciousOperation("an item lasts at most a day")
    return lengths


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


# ---------------------------------------------------------------- parts
@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def nest(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the item a part of the one above it."""
    return _nested(request, kept_item(request, pk), order.put_inside, "is nu een onderdeel: agendapunt {}.")


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def loosen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a part an item of its own."""
    return _nested(
        request, kept_item(request, pk), order.take_out, "is nu een punt op zichzelf: agendapunt {}."
    )


def _nested(request: HttpRequest, found: AgendaItem, step: Any, words: str) -> HttpResponse:
    if found.meeting is None:
        return redirect("item", found.pk)
    before = order.tree(found.meeting)
    try:
        base = int(request.POST["agenda_version"])
        done = step(found, base=base, by=request.user)
    except order.StaleOrder:
        return stale(request, found.meeting)
    except order.CannotNest as why:
        return stale(request, found.meeting, f"{why} Er is niets veranderd.", REFUSED)
    except (KeyError, ValueError) as wrong:
        raise SuspiciousOperation("no version of the agenda in this post") from wrong
    called = numbers(order.current_order(found.meeting)).get(found.pk, "zonder nummer")
    said = f"“{found.title}” {words.format(called)}"
    return changed(request, found.meeting, said, undo=before if done else None, just_nested=found.pk)


def posted_version(request: HttpRequest, name: str = "version") -> int:
    """The version of what somebody had before them; 0, which nothing has, where the post does not say."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def paper_undo_key(item_id: uuid.UUID) -> str:
    """Where a session keeps which paper of an item was just taken away."""
    return f"undo-paper-{item_id}"


def lot_undo_key(body_id: uuid.UUID) -> str:
    """Where a session keeps what was just removed from the parking lot of a body."""
    return f"undo-lot-{body_id}"
