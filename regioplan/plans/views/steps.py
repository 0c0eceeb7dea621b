"""The steps of a version on the desk of the netwerkbureau: akkoord, publication, input, reminders, taking back."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from regioplan.plans.forms import AskInputForm, BindForm, ClearForm, ConfirmForm, PublishForm, ReasonForm
from regioplan.plans.models import PlanVersion
from regioplan.plans.views.desk import FORM, KEEPS, crumbs, desk_of, written
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.pdf import PdfError
from zorgzaam.ui.pages import FormPage, form_page
from zorgzaam.versions import StaleVersion

CHANGE, PUBLISH = "regioplan.change_plan", "regioplan.publish_plan"
PUBLISHES = entrance(Door.WERKBANK, PUBLISH)


@dataclass(frozen=True)
class Step:
    """A step with its form and words; `take` gets the version and what was typed."""

    form: Callable[..., Any]
    take: Callable[[PlanVersion, dict[str, Any]], Any]
    title: str
    submit: str
    lead: str = ""
    done: str = "Opgeslagen."
    danger: bool = False


def _step(request: HttpRequest, version: PlanVersion, step: Step) -> HttpResponse:
    """Take one step, as the version was seen; a refusal stands above the form."""
    page = FormPage(
        step.title,
        desk_of(version),
        step.submit,
        step.lead,
        str(version),
        step.done,
        crumbs(version),
        step.danger,
        "regioplan/plan_step.html",
    )
    form = step.form(request.POST or None, row=version)

    def act() -> None:
        seen = form.cleaned_data["version"]
        if seen != PlanVersion.objects.values_list("version", flat=True).get(pk=version.pk):
            raise StaleVersion
        try:
            step.take(version, form.cleaned_data)
        except PdfError as failed:
            raise ValidationError(str(failed)) from failed

    return form_page(request, form, page, act=act)


@FORM
@PUBLISHES
@once
def clear(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Note who agreed to publication, on what day and with what restriction."""

    def take(version: PlanVersion, given: dict[str, Any]) -> None:
        wanted = {name: given[name] for name in ("body", "on", "limits", "seen")}
        version.clear(by=_me(request), **wanted)

    lead = "Noteer wie instemde met publicatie. Daarna verandert de tekst niet meer, tenzij je het akkoord terugneemt."
    return _step(
        request,
        written(request, pk, PUBLISH),
        Step(ClearForm, take, "Akkoord voor publicatie", "Leg akkoord vast", lead),
    )


@FORM
@PUBLISHES
@once
def reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back to draft, with the reason; the agreement then has to be given again."""

    def take(version: PlanVersion, given: dict[str, Any]) -> None:
        version.reopen(by=_me(request), because=given["because"])

    return _step(
        request,
        written(request, pk, PUBLISH),
        Step(ReasonForm, take, "Terug naar concept", "Maak weer concept"),
    )


@FORM
@PUBLISHES
@once
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Freeze and publish."""

    def take(version: PlanVersion, given: dict[str, Any]) -> None:
        version.publish(by=_me(request), url=given["url"], seen=given["seen"])

    lead = "Iedereen kan het plan dan lezen. De tekst verandert daarna niet meer."
    done = "Het plan is gepubliceerd."
    return _step(
        request,
        written(request, pk, PUBLISH),
        Step(PublishForm, take, "Publiceren", "Publiceer", lead, done=done),
    )


@FORM
@PUBLISHES
@once
def bind(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what the published plan is worth."""

    def take(version: PlanVersion, given: dict[str, Any]) -> None:
        version.bind(by=_me(request), binding=given["binding"])

    return _step(
        request, written(request, pk, PUBLISH), Step(BindForm, take, "Wat het plan betekent", "Bewaar")
    )


@FORM
@PUBLISHES
@once
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it back for good."""

    def take(version: PlanVersion, given: dict[str, Any]) -> None:
        version.withdraw(by=_me(request), because=given["because"])

    lead = "De pagina's blijven bestaan en zeggen dat het plan is ingetrokken, en waarom. Dit kan niet terug."
    return _step(
        request,
        written(request, pk, PUBLISH),
        Step(ReasonForm, take, "Intrekken", "Trek in", lead, danger=True),
    )


@FORM
@KEEPS
@once
def ask_input(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open the draft for portfolio holders."""

    def take(version: PlanVersion, given: dict[str, Any]) -> None:
        version.ask_input(by=_me(request), until=given["until"])

    lead = "Portefeuillehouders en wie namens een gemeente spreekt kunnen het concept dan lezen en er iets over zeggen."
    return _step(
        request,
        written(request, pk, CHANGE),
        Step(AskInputForm, take, "Inbreng vragen", "Vraag inbreng", lead),
    )


@FORM
@PUBLISHES
@once
def remind(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let municipalities that have not decided be reminded from now on."""

    def take(version: PlanVersion, given: dict[str, Any]) -> None:
        version.remind(by=_me(request))

    lead = "Gemeenten krijgen bericht vier weken en een week voor de uiterste datum, en als die voorbij is."
    return _step(
        request, written(request, pk, PUBLISH), Step(ConfirmForm, take, "Herinneringen", "Zet aan", lead)
    )


def _me(request: HttpRequest) -> Any:
    """The account; the door let nobody in without one."""
    return request.user
