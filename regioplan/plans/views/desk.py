"""Where the netwerkbureau keeps plans: names, deadlines and versions; the steps are in `steps`."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.plans.editing import in_the_making, newest, next_version
from regioplan.plans.forms import (
    DeadlineForm,
    NewVersionForm,
    PlanForm,
    VersionForm,
)
from regioplan.plans.met import tell
from regioplan.plans.models import Deadline, Plan, PlanVersion
from regioplan.plans.removed import taken_out
from regioplan.plans.showing import steps_of, tree_of
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

FORM = require_http_methods(["GET", "HEAD", "POST"])
KEEPS = entrance(Door.WERKBANK, "regioplan.change_plan")
Crumbs = list[tuple[str, str]]


def kept(request: HttpRequest, pk: uuid.UUID) -> Plan:
    """A plan for who keeps it."""
    plan: Plan = get_for(request.user, Plan.objects.all(), "regioplan.change_plan", pk=pk)
    return plan


def written(request: HttpRequest, pk: uuid.UUID, rule: str = "regioplan.change_plan") -> PlanVersion:
    """A version for who works on it."""
    rows = PlanVersion.objects.select_related("plan__region", "source")
    version: PlanVersion = get_for(request.user, rows, rule, pk=pk)
    return version


def crumbs(*more: PlanVersion) -> Crumbs:
    """The way down to a page of the desk."""
    found = [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Plannen", reverse("plans_desk")),
    ]
    return found + [(str(version), reverse("plan_compose", args=[version.pk])) for version in more]


def said_key(version: PlanVersion) -> str:
    """Where a session keeps what is to be said once in the text of a version."""
    return f"plan-text-{version.pk}"


def desk_of(version: PlanVersion) -> str:
    """The page of a version on the desk."""
    return reverse("plan_compose", args=[version.pk])


# ---------------------------------------------------------------- plans
@require_safe
@entrance(Door.WERKBANK, BUREAU)
def plans_desk(request: HttpRequest) -> HttpResponse:
    """Every plan with its versions, and what can be done."""
    plans = Plan.objects.visible_to(request.user).prefetch_related("versions").in_order()
    days = Deadline.objects.visible_to(request.user).select_related("plan", "source", "version_of__plan")
    context = {"plans": plans, "deadlines": tell(request.user, days.order_by("day"))}
    return render(request, "regioplan/desk.html", context)


@FORM
@entrance(Door.WERKBANK, BUREAU)
@once
def plan_new(request: HttpRequest) -> HttpResponse:
    """A new plan."""
    page = FormPage("Nieuw plan", reverse("plans_desk"), done="Het plan staat erin.", crumbs=crumbs())
    return form_page(request, PlanForm(request.POST or None, instance=Plan()), page)


@FORM
@KEEPS
@once
def plan_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The names of a plan and what it is."""
    plan = kept(request, pk)
    page = FormPage(f"{plan} bewerken", plan.get_absolute_url(), crumbs=crumbs())
    return form_page(request, PlanForm(request.POST or None, instance=plan), page)


@FORM
@KEEPS
@once
def deadline_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another last day, or another reading of one."""
    plan = kept(request, pk)
    page = FormPage("Uiterste datum", plan.get_absolute_url(), kicker=plan.short_name, crumbs=crumbs())
    return form_page(request, DeadlineForm(request.POST or None, instance=Deadline(plan=plan)), page)


@FORM
@KEEPS
@once
def deadline_edit(request: HttpRequest, pk: uuid.UUID, deadline: uuid.UUID) -> HttpResponse:
    """A last day that is there."""
    plan = kept(request, pk)
    row = get_object_or_404(Deadline.objects.visible_to(request.user), plan=plan, pk=deadline)
    page = FormPage("Uiterste datum", plan.get_absolute_url(), kicker=plan.short_name, crumbs=crumbs())
    return form_page(request, DeadlineForm(request.POST or None, instance=row), page)


@FORM
@KEEPS
@once
def version_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask how the next version starts, and make that draft; where one is in the making, go there."""
    plan = kept(request, pk)
    if making := in_the_making(plan):
        return redirect("plan_compose", making.pk)
    old = newest(plan)
    form = NewVersionForm(request.POST if request.method == "POST" else None, old=old)
    if request.method == "POST" and form.is_valid():
        made = next_version(plan, by=request.user, copied=form.copied)  # type: ignore[arg-type]
        messages.success(request, "De nieuwe versie is begonnen. Alleen het netwerkbureau ziet haar.")
        return redirect("plan_compose", made.pk)
    page = FormPage(
        "Nieuwe versie",
        reverse("plans_desk"),
        "Begin de nieuwe versie",
        "Je begint een concept. Wat nu gepubliceerd is, blijft staan tot je de nieuwe versie publiceert.",
        plan.short_name,
        crumbs=crumbs(),
    )
    status = 422 if form.errors else 200
    return render(request, page.template, {"page": page, "form": form}, status=status)


# ---------------------------------------------------------------- one version
@require_safe
@KEEPS
def compose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The text of a version with what can be done with it."""
    version = written(request, pk)
    context = {
        "version": version,
        "steps": steps_of(version),
        "tree": tree_of(version),
        "inputs": version.inputs.visible_to(request.user).count(),
        "waiting": version.inputs.visible_to(request.user).waiting().count(),
        "said": request.session.pop(said_key(version), None),
        "removed": taken_out(version) if version.is_open else [],
    }
    return render(request, "regioplan/compose.html", context)


@FORM
@KEEPS
@once
def version_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is known of a version beside its text."""
    version = written(request, pk)
    page = FormPage("Gegevens van deze versie", desk_of(version), kicker=str(version), crumbs=crumbs(version))
    return form_page(request, VersionForm(request.POST or None, instance=version), page)
