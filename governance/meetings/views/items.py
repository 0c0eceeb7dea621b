"""The page of an item, and its words: adding and editing."""

import uuid

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.meetings import order
from governance.meetings.forms import ItemForm, QuickItemForm
from governance.meetings.history import item_history
from governance.meetings.lateness import late_from
from governance.meetings.models import AgendaItem, Paper
from governance.meetings.views.answers import WHOLE, changed, desk_context
from governance.meetings.views.clashes import said_beside
from governance.meetings.views.kept import (
    CHANGE,
    holds_office,
    kept_item,
    kept_meeting,
    paper_undo_key,
    taken_away,
)
from governance.meetings.working import numbers
from zorgzaam.access import get_visible, may
from zorgzaam.audit.history import acting
from zorgzaam.conflicts import Conflict
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once, once_or
from zorgzaam.versions import try_save


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
    """A new item with everything in it, before what the agenda ends with."""
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
        said_beside(form, "minutes", refusal, request.user)
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
    found = taken_away(request, pk)
    if found is None:
        return None
    form = ItemForm(
        request.POST or None, instance=found, body=found.body, office=holds_office(request.user, found)
    )
    return render(
        request, "governance/item_form.html", {"item": found, "form": form, "gone": True}, status=409
    )
