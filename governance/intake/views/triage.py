"""Triage by who keeps the agenda: here, with an item there is, elsewhere, later, back; and what is told afterwards."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.intake import triage
from governance.intake.models import Proposal
from governance.intake.models.proposals import BECAME
from governance.intake.triage_forms import (
    ElsewhereForm,
    HereForm,
    JoinForm,
    LaterForm,
    OfferForm,
    ReportForm,
    ReturnForm,
    WithdrawForm,
)
from governance.intake.views.doors import way_of
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
TRIAGE, OFFER, WITHDRAW = (
    "governance.triage_proposal",
    "governance.answer_offer",
    "governance.withdraw_proposal",
)


def _found(request: HttpRequest, pk: uuid.UUID, rule: str) -> Proposal:
    found: Proposal = get_for(request.user, Proposal.objects.shown(), rule, pk=pk)
    return found


def _page(request: HttpRequest, row: Proposal, title: str, submit: str, done: str, **more: Any) -> FormPage:
    way = way_of(request.user, row)
    crumbs = [*(way.crumbs if way else []), (row.title, row.get_absolute_url())]
    return FormPage(
        title, row.get_absolute_url(), submit, kicker=row.title, crumbs=crumbs, done=done,
        template="governance/proposal_act.html", **more,
    )  # fmt: skip


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def here(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It becomes an item, in the parking lot or on an agenda."""
    row = _found(request, pk, TRIAGE)
    if not row.lies:
        return redirect(row)
    office = may(request.user, "governance.share_item", row)
    form = HereForm(request.POST or None, row=row, office=office)
    page = _page(request, row, "Hier behandelen", "Maak er een agendapunt van", "Het is nu een agendapunt.",
                 lead="Onderwerpen, toelichting, wie het inbrengt en stukken gaan mee. Daarna kun je alles wijzigen.",
                 to=lambda: reverse("item", args=[row.item_id]))  # fmt: skip
    act = lambda: triage.place(row, form.place, by=request.user)  # type: ignore[arg-type]  # noqa: E731
    return form_page(request, form, page, act=act, proposal=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def joined(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It goes with an item there is."""
    row = _found(request, pk, TRIAGE)
    if not row.lies:
        return redirect(row)
    form = JoinForm(request.POST or None, row=row, reader=request.user, wanted=request.GET.get("bij", ""))
    page = _page(request, row, "Samenvoegen met een agendapunt", "Voeg samen", "Het voorstel hoort nu bij dat punt.",
                 lead="De onderwerpen en stukken gaan naar dat punt. Wie het voorstelde hoort het.")  # fmt: skip

    def act() -> None:
        data = form.cleaned_data
        triage.join(row, data["item"], by=request.user, text=data["text"])  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, proposal=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def elsewhere(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It belongs with another body, which is asked to take it on."""
    row = _found(request, pk, TRIAGE)
    if not row.lies:
        return redirect(row)
    form = ElsewhereForm(request.POST or None, row=row)
    page = _page(
        request,
        row,
        "Het hoort elders",
        "Bied het aan",
        "Het andere overleg is gevraagd. Je hoort of zij het overnemen.",
    )

    def act() -> None:
        data = form.cleaned_data
        triage.offer(row, data["to"], by=request.user, why=data["why"])  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, proposal=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, OFFER)
@once
def offered(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The other body takes it on or gives it back; who answered already sees what was answered."""
    seen = get_visible(request.user, Proposal.objects.shown(), pk=pk)
    if not seen.is_offered and may(request.user, TRIAGE, seen):
        return redirect(seen)
    row = _found(request, pk, OFFER)
    form = OfferForm(request.POST or None, row=row)
    page = _page(
        request,
        row,
        f"Neemt {row.offered_to} dit over?",
        "Verstuur het antwoord",
        "Je antwoord is verstuurd.",
    )

    def act() -> None:
        if form.cleaned_data["answer"] == OfferForm.TAKE:
            triage.take_on(row, by=request.user)  # type: ignore[arg-type]
        else:
            triage.give_back(row, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, proposal=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def later(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It comes up later."""
    row = _found(request, pk, TRIAGE)
    if not row.lies:
        return redirect(row)
    form = LaterForm(request.POST or None, row=row)
    page = _page(request, row, "Het komt later", "Leg vast", "Het staat op de termijnagenda.")

    def act() -> None:
        triage.put_off(row, form.when, by=request.user, text=form.cleaned_data["text"])  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, proposal=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def returned(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back to who proposed it, with the reason."""
    row = _found(request, pk, TRIAGE)
    if not row.lies:
        return redirect(row)
    form = ReturnForm(request.POST or None, row=row)
    page = _page(
        request, row, "Teruggeven", "Geef het terug", "Wie het voorstelde hoort waarom.", danger=True
    )

    def act() -> None:
        triage.send_back(row, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, proposal=row)


@require_http_methods(METHODS)
@entrance(Door.ANY, WITHDRAW)
@once
def withdrawn(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Taken back by who proposed it."""
    row = _found(request, pk, WITHDRAW)
    if not row.is_open:
        return redirect(row)
    form = WithdrawForm(request.POST or None, row=row)
    page = _page(
        request, row, "Voorstel intrekken", "Trek het in", "Je voorstel is ingetrokken.", danger=True
    )

    def act() -> None:
        triage.withdraw(row, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, proposal=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def reported(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell who proposed it what came of it."""
    row = _found(request, pk, TRIAGE)
    if row.state not in BECAME:
        return redirect(row)
    form = ReportForm(request.POST or None, row=row)
    page = _page(request, row, "Terugkoppelen", "Verstuur", "De terugkoppeling is verstuurd.")

    def act() -> None:
        triage.report(row, form.cleaned_data["text"], by=request.user)  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, proposal=row)
