"""The steps of a version on the desk of the netwerkbureau: akkoord, publication, input, reminders, taking back."""

import uuid
from collections.abc import Callable
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

PUBLISHES = entrance(Door.WERKBANK, "regioplan.publish_plan")


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
        desk_of(version),
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
        "Terug naar concept", desk_of(version), "Maak weer concept", "", str(version), crumbs=crumbs(version)
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
        desk_of(version),
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
        "Wat het plan betekent", desk_of(version), "Bewaar", "", str(version), crumbs=crumbs(version)
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
        "Intrekken", desk_of(version), "Trek in", lead, str(version), crumbs=crumbs(version), danger=True
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
        "Inbreng vragen", desk_of(version), "Vraag inbreng", lead, str(version), crumbs=crumbs(version)
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
    words = FormPage("Herinneringen", desk_of(version), "Zet aan", lead, str(version), crumbs=crumbs(version))
    return _step(
        request,
        version,
        ConfirmForm(request.POST or None, row=version),
        words,
        lambda given: version.remind(by=request.user),  # type: ignore[arg-type]
    )
