"""Where the netwerkbureau keeps plans: names, deadlines, versions and every step of publication."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regioplan.plans.editing import next_version
from regioplan.plans.forms import (
    AskInputForm,
    BindForm,
    ClearForm,
    ConfirmForm,
    DeadlineForm,
    PlanForm,
    PublishForm,
    ReasonForm,
    VersionForm,
)
from regioplan.plans.models import Deadline, Plan, PlanVersion
from regioplan.plans.showing import steps_of, tree_of
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.pdf import PdfError
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

FORM = require_http_methods(["GET", "HEAD", "POST"])
KEEPS = entrance(Door.WERKBANK, "regioplan.change_plan")
PUBLISHES = entrance(Door.WERKBANK, "regioplan.publish_plan")
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
    found = [("Werkbank", reverse("werkbank")), ("Plannen", reverse("plans_desk"))]
    return found + [(str(version), reverse("plan_compose", args=[version.pk])) for version in more]


# ---------------------------------------------------------------- plans
@require_safe
@entrance(Door.WERKBANK, BUREAU)
def plans_desk(request: HttpRequest) -> HttpResponse:
    """Every plan with its versions, and what can be done."""
    plans = Plan.objects.visible_to(request.user).prefetch_related("versions", "deadlines").in_order()
    return render(request, "regioplan/desk.html", {"plans": plans})


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


@require_POST
@KEEPS
def version_new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft of the next version: pressed twice it is one."""
    version = next_version(kept(request, pk), by=request.user)  # type: ignore[arg-type]
    return redirect("plan_compose", version.pk)


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
    }
    return render(request, "regioplan/compose.html", context)


@FORM
@KEEPS
@once
def version_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is known of a version beside its text."""
    version = written(request, pk)
    page = FormPage("Gegevens van deze versie", _desk(version), kicker=str(version), crumbs=crumbs(version))
    return form_page(request, VersionForm(request.POST or None, instance=version), page)


def _desk(version: PlanVersion) -> str:
    return reverse("plan_compose", args=[version.pk])


def _step(
    request: HttpRequest,
    version: PlanVersion,
    form: Any,
    words: FormPage,
    take: Callable[[dict[str, Any]], Any],
) -> HttpResponse:
    """Take one step, as the version was seen; a refusal stands above the form."""

    def act() -> None:
        if form.cleaned_data["version"] != PlanVersion.objects.values_list("version", flat=True).get(
            pk=version.pk
        ):
            raise StaleVersion
        try:
            take(form.cleaned_data)
        except PdfError as failed:
            raise ValidationError(str(failed)) from failed

    return form_page(request, form, words, act=act)


@FORM
@PUBLISHES
@once
def clear(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note who agreed to publication, on what day and with what restriction."""
    version = written(request, pk, "regioplan.publish_plan")
    lead = "Noteer wie instemde met publicatie. Daarna verandert de tekst niet meer, tenzij je het akkoord terugneemt."
    words = FormPage(
        "Akkoord voor publicatie",
        _desk(version),
        "Leg akkoord vast",
        lead,
        str(version),
        crumbs=crumbs(version),
    )

    def take(given: dict[str, Any]) -> None:
        version.clear(by=request.user, body=given["body"], on=given["on"], limits=given["limits"])  # type: ignore[arg-type]

    return _step(request, version, ClearForm(request.POST or None, row=version), words, take)


@FORM
@PUBLISHES
@once
def reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back to draft, with the reason; the agreement then has to be given again."""
    version = written(request, pk, "regioplan.publish_plan")
    words = FormPage(
        "Terug naar concept", _desk(version), "Maak weer concept", "", str(version), crumbs=crumbs(version)
    )

    def take(given: dict[str, Any]) -> None:
        version.reopen(by=request.user, because=given["because"])  # type: ignore[arg-type]

    return _step(request, version, ReasonForm(request.POST or None, row=version), words, take)


@FORM
@PUBLISHES
@once
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Freeze and publish."""
    version = written(request, pk, "regioplan.publish_plan")
    lead = "Iedereen kan het plan dan lezen. De tekst verandert daarna niet meer."
    words = FormPage(
        "Publiceren",
        _desk(version),
        "Publiceer",
        lead,
        str(version),
        "Het plan is gepubliceerd.",
        crumbs(version),
    )

    def take(given: dict[str, Any]) -> None:
        version.publish(by=request.user, url=given["url"])  # type: ignore[arg-type]

    return _step(request, version, PublishForm(request.POST or None, row=version), words, take)


@FORM
@PUBLISHES
@once
def bind(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what the published plan is worth."""
    version = written(request, pk, "regioplan.publish_plan")
    words = FormPage(
        "Wat het plan betekent", _desk(version), "Bewaar", "", str(version), crumbs=crumbs(version)
    )

    def take(given: dict[str, Any]) -> None:
        version.bind(by=request.user, binding=given["binding"])  # type: ignore[arg-type]

    return _step(request, version, BindForm(request.POST or None, row=version), words, take)


@FORM
@PUBLISHES
@once
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it back for good."""
    version = written(request, pk, "regioplan.publish_plan")
    lead = "De pagina's blijven bestaan en zeggen dat het plan is ingetrokken, en waarom. Dit kan niet terug."
    words = FormPage(
        "Intrekken", _desk(version), "Trek in", lead, str(version), crumbs=crumbs(version), danger=True
    )

    def take(given: dict[str, Any]) -> None:
        version.withdraw(by=request.user, because=given["because"])  # type: ignore[arg-type]

    return _step(request, version, ReasonForm(request.POST or None, row=version), words, take)


@FORM
@KEEPS
@once
def ask_input(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open the draft for portfolio holders."""
    version = written(request, pk)
    lead = "Portefeuillehouders en wie namens een gemeente spreekt kunnen het concept dan lezen en er iets over zeggen."
    words = FormPage(
        "Inbreng vragen", _desk(version), "Vraag inbreng", lead, str(version), crumbs=crumbs(version)
    )

    def take(given: dict[str, Any]) -> None:
        version.ask_input(by=request.user, until=given["until"])  # type: ignore[arg-type]

    return _step(request, version, AskInputForm(request.POST or None, row=version), words, take)


@FORM
@PUBLISHES
@once
def remind(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let municipalities that have not decided be reminded from now on."""
    version = written(request, pk, "regioplan.publish_plan")
    lead = "Gemeenten krijgen bericht vier weken en een week voor de uiterste datum, en als die voorbij is."
    words = FormPage("Herinneringen", _desk(version), "Zet aan", lead, str(version), crumbs=crumbs(version))
    return _step(
        request,
        version,
        ConfirmForm(request.POST or None, row=version),
        words,
        lambda given: version.remind(by=request.user),  # type: ignore[arg-type]
    )
