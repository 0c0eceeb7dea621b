"""The werkbank of transformatieplannen: where each plan is, who sits behind the desk, and when it is closed."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.transformation_plans.forms.desk import ClosingForm, InsurerForm, OpeningForm
from regioplan.transformation_plans.models import DeskClosing, DeskInsurer, TransformationPlan, closing_now
from regioplan.transformation_plans.models.states import OVER, PlanState
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
KEEP = "regioplan.keep_desk"


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def board(request: HttpRequest) -> HttpResponse:
    """Where each plan is: title, penvoerder, state and term. What is in a plan is not for the netwerkbureau."""
    rows = TransformationPlan.objects.on_board(request.user).select_related("applicant")
    found = list(rows.order_by("due_on", "queue_number", "title"))
    context = {
        "under_way": [row for row in found if row.state not in OVER],
        "over": [row for row in found if row.state in OVER],
        "closing": closing_now(),
        "closings": DeskClosing.objects.visible_to(request.user).select_related("source"),
        "insurers": DeskInsurer.objects.visible_to(request.user).select_related("organisation", "source"),
    }
    return render(request, "regioplan/transformation_plans_board.html", context)


def _kept(request: HttpRequest, form: Any, title: str, pk: uuid.UUID | None = None) -> HttpResponse:
    """A row of the desk, new or changed."""
    row = get_for(request.user, form._meta.model.objects.all(), KEEP, pk=pk) if pk else None
    crumbs = [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Transformatieplannen", reverse("plan_board")),
    ]
    page = FormPage(title, reverse("plan_board"), crumbs=crumbs)
    return form_page(request, form(request.POST or None, instance=row), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def closing_add(request: HttpRequest) -> HttpResponse:
    """The desk closes."""
    return _kept(request, ClosingForm, "Loket sluiten")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def closing_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Until when, or why."""
    return _kept(request, ClosingForm, "Sluiting wijzigen", pk)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def desk_open(request: HttpRequest) -> HttpResponse:
    """The desk opens again: the closing that holds now ends."""
    closing = closing_now()
    if closing is None:
        return HttpResponseRedirect(reverse("plan_board"))
    row = get_for(request.user, DeskClosing.objects.all(), KEEP, pk=closing.pk)
    waiting = TransformationPlan.objects.on_board(request.user).filter(state=PlanState.DESK_CLOSED).count()
    plans = "1 plan wacht" if waiting == 1 else f"{waiting} plannen wachten"
    page = FormPage(
        "Loket openen",
        reverse("plan_board"),
        "Open het loket",
        lead=f"{plans} op het loket. Wie een plan liet wachten, krijgt een mail om het opnieuw in te dienen.",
        crumbs=[("Werkbank", reverse("werkbank")), ("Transformatieplannen", reverse("plan_board"))],
        done="Vastgelegd wanneer het loket opengaat.",
    )
    return form_page(request, OpeningForm(request.POST or None, row=row), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def insurer_add(request: HttpRequest) -> HttpResponse:
    """An insurer behind the desk."""
    return _kept(request, InsurerForm, "Verzekeraar aan het loket")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def insurer_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another role, or until when."""
    return _kept(request, InsurerForm, "Verzekeraar aan het loket wijzigen", pk)
