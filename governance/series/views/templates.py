"""The agenda template of a body, and items that come back."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem
from governance.series import coming_back
from governance.series.coming_up import titles_for
from governance.series.forms import CloseForm, StandingForm
from governance.series.models import AgendaTemplate, Part, RecurringItem, StandingItem
from governance.series.views.answering import CHANGE, FORM, KEEP, PLANNING, body_for, planning_page
from zorgzaam.access import get_for, may
from zorgzaam.audit.history import acting
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import form_page


@require_safe
@entrance(Door.WERKBANK, PLANNING)
def template(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What every new agenda of the body begins and ends with, and what comes back until it is closed."""
    body = body_for(request, pk, PLANNING)
    rows = StandingItem.objects.filter(template__body=body, removed_at__isnull=True).order_by("position")
    parts = [(part, [row for row in rows if row.part == part]) for part in Part]
    recurring = list(
        coming_back.with_last(RecurringItem.objects.filter(body=body).select_related("closed_by"))
    )
    titles = titles_for(request.user, [row.last_item for row in recurring])
    context = {
        "body": body,
        "parts": parts,
        "filled": bool(rows),
        "minutes": sum(row.minutes for row in rows),
        "recurring": [(row, titles[row.last_item]) for row in recurring if row.last_item in titles],
        "keeps": may(request.user, KEEP, body),
    }
    return render(request, "governance/agenda_template.html", context)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def standing_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A standing item, last of its part."""
    body = body_for(request, pk, KEEP)
    form = StandingForm(request.POST or None, instance=StandingItem())
    return form_page(request, form, _page("Vast punt toevoegen", body), act=lambda: _add(body, form))


def _page(title: str, body: Body) -> Any:
    back = reverse("agenda_template", args=[body.pk])
    lead = "Agenda's die al gemaakt zijn veranderen niet. Nieuwe agenda's beginnen hiermee."
    return planning_page(title, body, lead=lead, back=back, done="Het sjabloon is bijgewerkt.")


def _add(body: Body, form: StandingForm) -> None:
    form.instance.template = _locked(body)
    form.instance.position = _last(form.instance) + 1
    form.save()


def _locked(body: Body) -> AgendaTemplate:
    """The template of the body, locked: who moves or adds standing items waits for who does."""
    AgendaTemplate.objects.get_or_create(body=body)
    found: AgendaTemplate = AgendaTemplate.objects.select_for_update(no_key=True).get(body=body)
    return found


def _last(row: StandingItem) -> int:
    beside = StandingItem.objects.filter(template=row.template, part=row.part)
    return beside.aggregate(last=Max("position"))["last"] or 0


def _standing(request: HttpRequest, pk: uuid.UUID) -> StandingItem:
    rows = StandingItem.objects.select_related("template__body").filter(removed_at__isnull=True)
    row = get_object_or_404(rows, pk=pk)
    body_for(request, row.template.body_id, KEEP)
    return row


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def standing_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another title, length or part."""
    row = _standing(request, pk)
    was = row.part
    form = StandingForm(request.POST or None, instance=row)

    def act() -> None:
        body = row.template.body
        _locked(body)
        if form.instance.part != was:
            form.instance.position = _last(form.instance) + 1
        form.save()

    return form_page(request, form, _page("Vast punt wijzigen", row.template.body), act=act)


@require_POST
@entrance(Door.WERKBANK, KEEP)
def standing_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One place up or down within its part."""
    row = _standing(request, pk)
    way = request.POST.get("move")
    if way not in ("up", "down"):
        raise SuspiciousOperation("no way in this post")
    with acting(request.user), transaction.atomic():  # type: ignore[arg-type]
        _locked(row.template.body)
        order = list(
            StandingItem.objects.filter(template=row.template, part=row.part, removed_at__isnull=True)
            .order_by("position").values_list("pk", flat=True)
        )  # fmt: skip
        if row.pk in order:
            here = order.index(row.pk)
            there = max(0, here - 1) if way == "up" else min(len(order) - 1, here + 1)
            order.insert(there, order.pop(here))
            for place, key in enumerate(order, start=1):
                StandingItem.objects.filter(pk=key).exclude(position=place).update(position=place)
    messages.success(request, f"“{row.title}” is verplaatst.")
    return redirect("agenda_template", row.template.body_id)


@require_POST
@entrance(Door.WERKBANK, KEEP)
def standing_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Off the template; agendas that have it keep it. Twice is the same."""
    row = get_object_or_404(StandingItem.objects.select_related("template__body"), pk=pk)
    body_for(request, row.template.body_id, KEEP)
    with acting(request.user):  # type: ignore[arg-type]
        StandingItem.objects.filter(pk=row.pk, removed_at__isnull=True).update(
            removed_at=timezone.now(), position=None
        )
    messages.success(request, f"“{row.title}” staat niet meer op nieuwe agenda's.")
    return redirect("agenda_template", row.template.body_id)


# ---------------------------------------------------------------- what comes back
@require_POST
@entrance(Door.WERKBANK, CHANGE)
def recur(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """From now on this item comes back on every next agenda. Twice is the same."""
    item = get_for(request.user, AgendaItem.objects.select_related("meeting", "body"), CHANGE, pk=pk)
    try:
        coming_back.start(item, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"“{item.title}” komt terug op elke volgende agenda, tot je het afsluit.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("item", item.pk)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def recurring_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It comes back no more, and why."""
    row = get_for(request.user, RecurringItem.objects.select_related("body"), KEEP, pk=pk)
    back = reverse("agenda_template", args=[row.body_id])
    if row.closed_at:
        messages.info(request, "Dit punt is al afgesloten.")
        return redirect(back)
    last = coming_back.with_last(RecurringItem.objects.filter(pk=row.pk)).get().last_item
    title = titles_for(request.user, [last]).get(last, "Vertrouwelijk punt")
    form = CloseForm(request.POST or None)
    page = planning_page(
        "Terugkerend punt afsluiten",
        row.body,
        lead=f"‘{title}’ komt dan niet meer terug. Waar het al op een agenda staat, blijft het staan.",
        back=back,
        submit="Sluit af",
        done="Het punt komt niet meer terug.",
    )
    return form_page(
        request, form, page,
        act=lambda: coming_back.close(row, by=request.user, reason=form.cleaned_data["reason"]),  # type: ignore[arg-type]
    )  # fmt: skip
