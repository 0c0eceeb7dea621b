"""Papers with an item, and the parking lot of a body."""

import uuid

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.bodies.models import Body
from governance.meetings import order, paper_order
from governance.meetings.forms import ItemForm, NewPaperForm, NextFileForm, PaperForm
from governance.meetings.models import AgendaItem, Meeting, Paper
from governance.meetings.models.visibility import kept_by
from governance.meetings.order import StaleOrder
from governance.meetings.places import moved
from governance.meetings.views.kept import (
    CHANGE,
    holds_office,
    kept_item,
    lot_undo_key,
    paper_undo_key,
    posted_version,
)
from governance.meetings.working import lot
from zorgzaam.access import get_for
from zorgzaam.audit.history import acting
from zorgzaam.doors import Door, entrance
from zorgzaam.files.names import clean_name
from zorgzaam.once import once
from zorgzaam.versions import try_save


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Upload a paper with an item. It starts as closed as the item is."""
    item = kept_item(request, pk)
    paper = Paper(item=item, publicity=item.publicity, publicity_ground=item.publicity_ground)
    office = holds_office(request.user, item)
    form = NewPaperForm(
        request.POST or None, request.FILES or None, instance=paper, office=office, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        with acting(request.user):  # type: ignore[arg-type]
            form.save()
        messages.success(request, f"“{form.instance.title}” hangt bij dit punt.")
        return redirect("item", item.pk)
    context = {"item": item, "form": form, "heading": "Stuk toevoegen", "button": "Voeg toe"}
    return render(request, "governance/subject_form.html", context, status=422 if form.errors else 200)


def _kept_paper(request: HttpRequest, pk: uuid.UUID) -> Paper:
    found: Paper = get_for(request.user, Paper.objects.select_related("item__body"), CHANGE, pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Title, number and publicity of a paper."""
    paper = _kept_paper(request, pk)
    form = PaperForm(request.POST or None, instance=paper, office=holds_office(request.user, paper))
    context = {
        "item": paper.item,
        "paper": paper,
        "form": form,
        "opened_with": paper.version,
        "heading": "Stuk wijzigen",
        "button": "Opslaan",
    }
    if request.method != "POST":
        return render(request, "governance/subject_form.html", context)
    if not form.is_valid():
        return render(request, "governance/subject_form.html", context, status=422)
    with acting(request.user):  # type: ignore[arg-type]
        conflict = try_save(form)
    if conflict and conflict.loses_something:
        context["conflict"] = conflict
        return render(request, "governance/subject_form.html", context, status=409)
    return redirect("item", paper.item_id)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def replace(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another file for the same paper: version 2 and on. The one before stays for who could read it."""
    paper = _kept_paper(request, pk)
    form = NextFileForm(request.POST or None, request.FILES or None, paper=paper, user=request.user)
    lead = (
        f"“{paper.title}” heeft nu versie {paper.file_number}. Lezers krijgen de nieuwe versie als je de agenda "
        "publiceert; de oude blijft bewaard."
    )
    context = {
        "item": paper.item,
        "form": form,
        "heading": "Nieuwe versie",
        "button": "Vervang",
        "lead": lead,
    }
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["upload"]
        paper.replace(chosen.stored, clean_name(chosen.name), by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"“{paper.title}” heeft nu versie {paper.file_number}.")
        return redirect("item", paper.item_id)
    return render(request, "governance/subject_form.html", context, status=422 if form.errors else 200)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def arrange(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The papers with an item in another order: the buttons post the whole order and which paper moves."""
    item = kept_item(request, pk)
    try:
        ids = [uuid.UUID(value) for value in request.POST.getlist("order")]
        move, _, direction = request.POST["move"].partition(":")
        wanted = moved(ids, uuid.UUID(move), direction)
    except (KeyError, ValueError) as wrong:
        raise SuspiciousOperation("no order in this post") from wrong
    try:
        if paper_order.arrange(item, wanted, by=request.user):  # type: ignore[arg-type]
            messages.success(request, "De stukken staan in de nieuwe volgorde.")
    except StaleOrder:
        messages.warning(request, "De stukken zijn intussen veranderd. Hieronder staat hoe het nu is.")
    return redirect(f"{reverse('item', args=[item.pk])}#stukken")


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a paper away; the row stays and can come back. One that somebody changed meanwhile is shown first (409)."""
    gone = Paper.objects.removed_from(request.user).filter(pk=pk).first()
    if gone is not None:
        return redirect("item", gone.item_id)
    paper = _kept_paper(request, pk)
    unchanged = Paper.objects.filter(pk=paper.pk, removed_at__isnull=True, version=posted_version(request))
    with acting(request.user):  # type: ignore[arg-type]
        done = unchanged.update(removed_at=timezone.now())
    if not done:
        paper.refresh_from_db()
        context = {"item": paper.item, "paper": paper}
        return render(request, "governance/item_changed.html", context, status=409)
    said = f"“{paper.title}” is weggehaald."
    request.session[paper_undo_key(paper.item_id)] = {"paper": str(paper.pk), "said": said}
    messages.success(request, said)
    return redirect("item", paper.item_id)


@require_POST
@entrance(Door.WERKBANK, CHANGE)
def bring_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A removed paper hangs with its item again. Twice is the same."""
    gone = Paper.objects.removed_from(request.user).filter(pk=pk).first()
    if gone is None:
        return redirect("item", _kept_paper(request, pk).item_id)
    with acting(request.user):  # type: ignore[arg-type]
        Paper.objects.filter(pk=gone.pk, removed_at__isnull=False).update(removed_at=None)
    messages.success(request, f"“{gone.title}” hangt weer bij dit punt.")
    return redirect("item", gone.item_id)


# ---------------------------------------------------------------- the parking lot
@require_safe
@entrance(Door.WERKBANK, CHANGE)
def parking_lot(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Items of a body without a meeting."""
    body = get_for(request.user, Body.objects.all(), CHANGE, pk=pk)
    coming = Meeting.objects.managed_by(request.user).filter(body=body).taking_items()
    removed = AgendaItem.objects.filter(kept_by(request.user, "body_id"), body=body, removed_at__isnull=False)
    removed = removed.filter(parent__isnull=True)  # a part went with its item, and comes back with it
    context = {"body": body, "lot": lot(body, request.user), "coming": coming}
    context["removed"] = removed.order_by("-removed_at")[:50]
    context["undo"] = request.session.pop(lot_undo_key(body.pk), None)
    return render(request, "governance/parking_lot.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.WERKBANK, CHANGE)
@once
def lot_item_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new item for later."""
    body = get_for(request.user, Body.objects.all(), CHANGE, pk=pk)
    form = ItemForm(request.POST or None, body=body, office=holds_office(request.user, body))
    if request.method == "POST" and form.is_valid():
        form.instance.body = body
        with transaction.atomic(), acting(request.user):  # type: ignore[arg-type]
            order.add_to_lot(form.save(commit=False), by=request.user)  # type: ignore[arg-type]
            form.save_m2m()
        return redirect("parking_lot", body.pk)
    return render(request, "governance/item_form.html", {"form": form}, status=422 if form.errors else 200)
