"""Asking: a question to organisations because of a decision, and taking it back."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.decisions.models import Decision, DecisionState
from governance.executions.forms import AskForm, WithdrawForm
from governance.executions.models import Execution
from zorgzaam.access import get_for
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

ASK = "governance.ask_execution"
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, ASK)
@once
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask organisations to carry out a decision, or one point of it."""
    decision = get_for(request.user, Decision.objects.select_related("body"), ASK, pk=pk)
    if decision.state != DecisionState.ADOPTED:
        return redirect(decision)
    form = AskForm(request.POST or None, row=decision)
    page = FormPage(
        "Vraag om uitvoering", decision.get_absolute_url(), "Vraag het", kicker=str(decision),
        crumbs=_crumbs(decision), done="De vraag staat bij de organisaties. Zij krijgen bericht.",
        lead="Elke organisatie krijgt bericht en zegt zelf ja of nee. Wat zij toezegt, is zo openbaar als het besluit.",
        template="governance/execution_ask.html",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(request.user), decision=decision)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, ASK)
@once
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The body asks it no longer."""
    row: Any = get_for(request.user, Execution.objects.shown(), ASK, pk=pk)
    form = WithdrawForm(request.POST or None, row=row)
    page = FormPage(
        "Vraag intrekken", row.get_absolute_url(), "Trek in", kicker=str(row), danger=True,
        crumbs=_crumbs(row.decision), done="De vraag is ingetrokken. De organisatie ziet dat, met de reden.",
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
    )


def _crumbs(decision: Decision) -> list[tuple[str, str]]:
    return [("Besluiten", reverse("decisions")), (str(decision), decision.get_absolute_url())]
