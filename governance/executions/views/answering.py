"""Answering: the organisation promises, declines, or reports that it is done."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.executions.forms import AnswerForm, DoneForm
from governance.executions.models import Execution
from zorgzaam.access import get_for
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

ANSWER = "governance.answer_execution"
METHODS = ["GET", "HEAD", "POST"]
TEMPLATE = "governance/execution_answer.html"


@require_http_methods(METHODS)
@entrance(Door.PARTNER, ANSWER)
@once
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Yes or no, by who speaks for the organisation."""
    row = _own(request, pk)
    form = AnswerForm(request.POST or None, row=row)
    page = FormPage(
        "Wat is jullie antwoord?", reverse("partner"), "Verstuur ons antwoord", kicker=row.organisation.name,
        crumbs=_crumbs(), done="Bedankt, jullie antwoord is vastgelegd.", template=TEMPLATE,
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(request.user), execution=row)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, ANSWER)
@once
def done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is done, and this shows it."""
    row = _own(request, pk)
    files = request.FILES or None
    form = DoneForm(request.POST or None, files, row=row, user=request.user)
    page = FormPage(
        "Het is gedaan", reverse("partner"), "Meld dat het gedaan is", kicker=row.organisation.name,
        crumbs=_crumbs(), done="Mooi. Het staat nu als gedaan in het besluitenregister.", template=TEMPLATE,
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(request.user), execution=row)


def _own(request: HttpRequest, pk: uuid.UUID) -> Any:
    return get_for(request.user, Execution.objects.shown(), ANSWER, pk=pk)


def _crumbs() -> list[tuple[str, str]]:
    return [("Partnerportaal", reverse("partner"))]
