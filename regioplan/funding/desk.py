"""The werkbank of money: what waits, and the forms of the netwerkbureau."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.applications import FundingApplication
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.forms import (
    AllocationForm,
    ApplicationForm,
    EstimateForm,
    InstrumentForm,
    MandateForm,
    PayerForm,
    ShareForm,
    StepForm,
)
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer
from regioplan.funding.overview import streams
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
KEEP = "regioplan.keep_funding"


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def desk(request: HttpRequest) -> HttpResponse:
    """Applications with their last day, instruments, and estimates per task."""
    applications = FundingApplication.objects.visible_to(request.user).shown()
    context = {
        "waiting": [one for one in applications if one.next_states],
        "done": [one for one in applications if not one.next_states],
        "streams": streams(request.user),
        "payers": OfficePayer.objects.visible_to(request.user).shown(),
        "estimates": CostEstimate.objects.visible_to(request.user).shown().order_by("task", "position"),
    }
    return render(request, "regioplan/funding_desk.html", context)


# ---------------------------------------------------------------- instruments
@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def instrument_add(request: HttpRequest) -> HttpResponse:
    """A new instrument; one lands on its page, where the amounts are added."""
    form = InstrumentForm(request.POST or None)
    page = _page("Geldstroom toevoegen", to=form.instance.get_absolute_url)
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def instrument_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words for an instrument."""
    row = _instrument(request, pk)
    form = InstrumentForm(request.POST or None, instance=row)
    return form_page(request, form, _page("Geldstroom wijzigen", row))


def _of_instrument(request: HttpRequest, pk: uuid.UUID, form: Any, model: Any, title: str) -> HttpResponse:
    """A new row of an instrument."""
    row = _instrument(request, pk)
    filled = form(request.POST or None, instance=model(instrument=row))
    return form_page(request, filled, _page(title, row))


def _changed(request: HttpRequest, pk: uuid.UUID, form: Any, model: Any, title: str) -> HttpResponse:
    """A row of an instrument, changed."""
    row = get_for(request.user, model.objects.select_related("instrument"), KEEP, pk=pk)
    return form_page(request, form(request.POST or None, instance=row), _page(title, row.instrument))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def mandate_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The mandaatgemeente of an instrument in a region and year."""
    return _of_instrument(request, pk, MandateForm, FundingMandate, "Mandaatgemeente toevoegen")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def mandate_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another municipality, region or year."""
    return _changed(request, pk, MandateForm, FundingMandate, "Mandaatgemeente wijzigen")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def application_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An application that is being prepared."""
    return _of_instrument(request, pk, ApplicationForm, FundingApplication, "Aanvraag voorbereiden")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def application_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is known of an application; its state has a form of its own."""
    return _changed(request, pk, ApplicationForm, FundingApplication, "Aanvraag wijzigen")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def application_step(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The next state of an application."""
    row = get_for(request.user, FundingApplication.objects.select_related("instrument"), KEEP, pk=pk)
    form = StepForm(request.POST or None, row=row)
    lead = f"Deze aanvraag is nu: {row.get_state_display().lower()}."
    if row.lacks_attachment:
        lead += f" De verplichte bijlage ({row.required_attachment}) is er nog niet."
    page = _page("Stand van de aanvraag", row.instrument, lead=lead, submit="Leg vast")
    return form_page(request, form, page, act=lambda: form.save(request.user))


# ---------------------------------------------------------------- amounts
@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def allocation_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An amount from a document."""
    return _of_instrument(request, pk, AllocationForm, Allocation, "Bedrag toevoegen")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def allocation_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A mistake in an amount put right; what another document says is an amount of its own."""
    return _changed(request, pk, AllocationForm, Allocation, "Bedrag wijzigen")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def share_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of an amount that is for a task or step."""
    whole = get_for(request.user, Allocation.objects.select_related("instrument"), KEEP, pk=pk)
    form = ShareForm(request.POST or None, instance=AllocationShare(allocation=whole))
    return form_page(request, form, _page("Bedrag koppelen aan een opgave", whole.instrument))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def share_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another part of the same amount."""
    shares = AllocationShare.objects.select_related("allocation__instrument")
    row = get_for(request.user, shares, KEEP, pk=pk)
    page = _page("Koppeling wijzigen", row.allocation.instrument)
    return form_page(request, ShareForm(request.POST or None, instance=row), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def estimate_add(request: HttpRequest) -> HttpResponse:
    """What a task or step is estimated to need."""
    initial = {"task": request.GET.get("opgave", "")}
    form = EstimateForm(request.POST or None, initial=initial)
    return form_page(request, form, _page("Raming toevoegen"))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def estimate_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A mistake in an estimate put right, or whether it turned out to be feasible."""
    row = get_for(request.user, CostEstimate.objects.all(), KEEP, pk=pk)
    return form_page(request, EstimateForm(request.POST or None, instance=row), _page("Raming wijzigen"))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def payer_add(request: HttpRequest) -> HttpResponse:
    """Somebody who pays for the netwerkbureau, with or without a known amount."""
    return form_page(
        request, PayerForm(request.POST or None), _page("Betaler van het netwerkbureau toevoegen")
    )


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def payer_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other years or another source of a payer."""
    row = get_for(request.user, OfficePayer.objects.all(), KEEP, pk=pk)
    page = _page("Betaler van het netwerkbureau wijzigen")
    return form_page(request, PayerForm(request.POST or None, instance=row), page)


def _instrument(request: HttpRequest, pk: uuid.UUID) -> Any:
    return get_for(request.user, FundingInstrument.objects.all(), KEEP, pk=pk)


def _page(title: str, of: Any = None, **words: Any) -> FormPage:
    """The words around a form about an instrument, or about none."""
    back = of.get_absolute_url() if of else reverse("funding_desk")
    crumbs = [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Geld", reverse("funding_desk")),
    ]
    return FormPage(title, back, kicker=of.name if of else "", crumbs=crumbs, **words)
