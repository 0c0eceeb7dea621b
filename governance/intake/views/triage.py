"""Triage by who keeps the agenda: here, with an item there is, elsewhere, later, back; and what is told afterwards."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.intake import triage
from governance.intake.carrying import said
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
from governance.intake.views.steps import Step, lies, take_step
from zorgzaam.access import get_visible, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once

METHODS = ["GET", "HEAD", "POST"]
TRIAGE, OFFER, WITHDRAW = (
    "governance.triage_proposal",
    "governance.answer_offer",
    "governance.withdraw_proposal",
)


# ---------------------------------------------------------------- here, and with an item there is
def _of_papers(request: HttpRequest, row: Proposal) -> dict[str, Any]:
    """Who asks, and whether they may make something confidential."""
    return {"reader": request.user, "office": may(request.user, "governance.share_item", row)}


def _here_form(request: HttpRequest, row: Proposal) -> HereForm:
    return HereForm(request.POST or None, row=row, **_of_papers(request, row))


def _place(request: HttpRequest, row: Proposal, form: HereForm) -> None:
    item = triage.place(row, form.place, by=request.user)  # type: ignore[arg-type]
    _say(request, said(row, item, form.openness))


def _join_form(request: HttpRequest, row: Proposal) -> JoinForm:
    return JoinForm(
        request.POST or None, row=row, wanted=request.GET.get("bij", ""), **_of_papers(request, row)
    )


def _join(request: HttpRequest, row: Proposal, form: JoinForm) -> None:
    item, text = form.cleaned_data["item"], form.cleaned_data["text"]
    triage.join(row, item, by=request.user, text=text, papers=form.openness)  # type: ignore[arg-type]
    _say(request, said(row, item, form.openness))


def _say(request: HttpRequest, words: str) -> None:
    if words:
        messages.info(request, words)


HERE = Step(
    TRIAGE, lies, _here_form, _place, "Hier behandelen", "Maak er een agendapunt van", "Het is nu een agendapunt.",
    lead="Onderwerpen, toelichting, wie het inbrengt en stukken gaan mee. Daarna kun je alles wijzigen.",
    to=lambda row: reverse("item", args=[row.item_id]),
)  # fmt: skip
JOIN = Step(
    TRIAGE, lies, _join_form, _join, "Samenvoegen met een agendapunt", "Voeg samen",
    "Het voorstel hoort nu bij dat punt.",
    lead="De onderwerpen en stukken gaan naar dat punt. Wie het voorstelde hoort het.",
)  # fmt: skip


# ---------------------------------------------------------------- elsewhere
def _offer(request: HttpRequest, row: Proposal, form: ElsewhereForm) -> None:
    data = form.cleaned_data
    triage.offer(row, data["to"], by=request.user, why=data["why"])  # type: ignore[arg-type]


def _answer(request: HttpRequest, row: Proposal, form: OfferForm) -> None:
    if form.cleaned_data["answer"] == OfferForm.TAKE:
        triage.take_on(row, by=request.user)  # type: ignore[arg-type]
    else:
        triage.give_back(row, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]


ELSEWHERE = Step(
    TRIAGE, lies, lambda request, row: ElsewhereForm(request.POST or None, row=row), _offer, "Het hoort elders",
    "Bied het aan", "Het andere overleg is gevraagd. Je hoort of zij het overnemen.",
)  # fmt: skip
# Open as long as its rule lets somebody in: whom it is offered to is part of the rule.
ANSWER = Step(
    OFFER, lambda row: True, lambda request, row: OfferForm(request.POST or None, row=row), _answer,
    "Neemt {offered_to} dit over?", "Verstuur het antwoord", "Je antwoord is verstuurd.",
)  # fmt: skip


# ---------------------------------------------------------------- later, back, withdrawn, told back
def _put_off(request: HttpRequest, row: Proposal, form: LaterForm) -> None:
    triage.put_off(row, form.when, by=request.user, text=form.cleaned_data["text"])  # type: ignore[arg-type]


def _send_back(request: HttpRequest, row: Proposal, form: ReturnForm) -> None:
    triage.send_back(row, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]


def _withdraw(request: HttpRequest, row: Proposal, form: WithdrawForm) -> None:
    triage.withdraw(row, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]


def _report(request: HttpRequest, row: Proposal, form: ReportForm) -> None:
    triage.report(row, form.cleaned_data["text"], by=request.user)  # type: ignore[arg-type]


LATER = Step(
    TRIAGE, lies, lambda request, row: LaterForm(request.POST or None, row=row), _put_off, "Het komt later",
    "Leg vast", "Het staat op de termijnagenda.",
)  # fmt: skip
BACK = Step(
    TRIAGE, lies, lambda request, row: ReturnForm(request.POST or None, row=row), _send_back, "Teruggeven",
    "Geef het terug", "Wie het voorstelde hoort waarom.", danger=True,
)  # fmt: skip
TAKE_BACK = Step(
    WITHDRAW, lambda row: row.is_open, lambda request, row: WithdrawForm(request.POST or None, row=row), _withdraw,
    "Voorstel intrekken", "Trek het in", "Je voorstel is ingetrokken.", danger=True,
)  # fmt: skip
REPORT = Step(
    TRIAGE, lambda row: row.state in BECAME, lambda request, row: ReportForm(request.POST or None, row=row), _report,
    "Terugkoppelen", "Verstuur", "De terugkoppeling is verstuurd.",
)  # fmt: skip


# ---------------------------------------------------------------- the views
@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def here(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It becomes an item, in the parking lot or on an agenda."""
    return take_step(request, pk, HERE)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def joined(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It goes with an item there is."""
    return take_step(request, pk, JOIN)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def elsewhere(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It belongs with another body, which is asked to take it on."""
    return take_step(request, pk, ELSEWHERE)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, OFFER)
@once
def offered(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The other body takes it on or gives it back; who answered already sees what was answered."""
    seen = get_visible(request.user, Proposal.objects.shown(), pk=pk)
    if not seen.is_offered and may(request.user, TRIAGE, seen):
        return redirect(seen)
    return take_step(request, pk, ANSWER)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def later(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It comes up later."""
    return take_step(request, pk, LATER)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def returned(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back to who proposed it, with the reason."""
    return take_step(request, pk, BACK)


@require_http_methods(METHODS)
@entrance(Door.ANY, WITHDRAW)
@once
def withdrawn(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Taken back by who proposed it."""
    return take_step(request, pk, TAKE_BACK)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, TRIAGE)
@once
def reported(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell who proposed it what came of it."""
    return take_step(request, pk, REPORT)
