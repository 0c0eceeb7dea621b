"""Pages of contributions: asking for them, and for who speaks for the organisation giving one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.council.answers import contributing
from governance.council.answers.contributions import Contribution
from governance.council.answers.forms import AskForm, ContributeForm
from governance.council.answers.models import AnswerFile
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
ANSWER, GIVE = "governance.answer_questions", "governance.give_contribution"


@require_http_methods(METHODS)
@entrance(Door.STATEN, ANSWER)
@once
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask organisations for a contribution."""
    row = get_for(request.user, AnswerFile.objects, ANSWER, pk=pk)
    form = AskForm(request.POST or None, row=row)
    page = FormPage(
        "Bijdrage vragen", row.get_absolute_url(), "Vraag de bijdrage", kicker=row.title,
        crumbs=[(row.title[:60], row.get_absolute_url())], done="De vraag is gesteld. De organisatie krijgt bericht.",
    )  # fmt: skip

    def act() -> None:
        data = form.cleaned_data
        contributing.ask(row, data["organisations"], data["asks"], data["due_on"], by=request.user)  # type: ignore[arg-type]

    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.ANY, SIGNED_IN)
@once
def contribution(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is asked and what was given; while it is open a form for who speaks for the organisation."""
    row = get_visible(request.user, Contribution.objects.shown(), pk=pk)
    if not (row.is_open and may(request.user, GIVE, row)):
        if request.method == "POST":
            return redirect(row)
        return render(request, "governance/council/contribution.html", {"contribution": row})
    form = ContributeForm(request.POST or None, row=row)
    page = FormPage(
        "Bijdrage aan een antwoord", reverse("partner"), "Verstuur", kicker=str(row.organisation),
        to=row.get_absolute_url,
        lead="Een raad stelde een vraag. Het netwerkbureau maakt het antwoord en vraagt jullie om een bijdrage.",
        template="governance/council/contribution_give.html", done="Bedankt. Het netwerkbureau krijgt bericht.",
    )  # fmt: skip

    def act() -> None:
        step = (
            contributing.give if form.cleaned_data["answer"] == ContributeForm.GIVE else contributing.decline
        )
        step(row, form.cleaned_data["text"], by=request.user)  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, contribution=row)


@require_POST
@entrance(Door.STATEN, ANSWER)
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is asked no longer; pressed twice is once."""
    row = get_for(request.user, Contribution.objects.shown(), ANSWER, pk=pk)
    if row.is_open:
        contributing.withdraw(row, by=request.user)  # type: ignore[arg-type]
    return redirect(row.file)
