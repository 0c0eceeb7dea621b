"""Advice: asking for it, the page of one question, answering it, and taking the question back."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.intake import advising
from governance.intake.advice_forms import AdviseForm, AskForm, StopForm
from governance.intake.models import Advice, Proposal
from governance.meetings.models import AgendaItem
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.once import once
from zorgzaam.standing import Reader
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
ASK, GIVE = "governance.ask_advice", "governance.give_advice"


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, ASK)
@once
def ask_about_proposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask others about a proposal that lies here."""
    row = get_for(request.user, Proposal.objects.shown(), ASK, pk=pk)
    return _ask(
        request,
        row,
        row.get_absolute_url(),
        "Wie je het vraagt leest de titel, de toelichting en de stukken.",
    )


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, ASK)
@once
def ask_about_item(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask others about an item this reader keeps."""
    rows = AgendaItem.objects.select_related("body", "meeting")
    row = get_for(request.user, rows, ASK, pk=pk)
    lead = "Wie je het vraagt leest alleen je vraag, en het punt zelf als zij dat al mogen lezen."
    return _ask(request, row, reverse("item", args=[pk]), lead)


def _ask(request: HttpRequest, row: Any, back: str, lead: str) -> HttpResponse:
    form = AskForm(request.POST or None, row=row, reader=request.user)
    page = FormPage(
        "Advies vragen", back, "Vraag advies", kicker=row.title, lead=lead, crumbs=[(row.title, back)],
        done="De vraag is verstuurd. Je ziet het antwoord bij het punt.",
    )  # fmt: skip
    act = lambda: advising.ask(row, *form.whom, form.asked, by=request.user)  # type: ignore[arg-type]  # noqa: E731
    return form_page(request, form, page, act=act)


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def advice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question: what is asked, about what as far as this reader may know, and the answer."""
    row = get_visible(request.user, Advice.objects.shown(), pk=pk)
    return render(request, "governance/advice.html", {"advice": row, **_about(request.user, row)})


def _about(user: Reader, row: Advice) -> dict[str, Any]:
    """What the question is about: the words of a proposal, or the item when it may be read."""
    if row.proposal is None:
        return {"item": AgendaItem.objects.visible_to(user).filter(pk__in=[row.item_id]).first()}
    seen = Proposal.objects.visible_to(user).filter(pk=row.proposal.pk).exists()
    papers = row.proposal.papers.select_related("file")
    # Who was asked reads what it is about as long as the question stands.
    told = seen or (may(user, GIVE, row) and row.state != "ingetrokken")
    return {"proposal": row.proposal if told else None, "papers": papers if told else [], "linked": seen}


@require_http_methods(METHODS)
@entrance(Door.ANY, GIVE)
@once
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The advice, or that there will be none."""
    row = get_for(request.user, Advice.objects.shown(), GIVE, pk=pk)
    if not row.is_open:
        return redirect(row)
    form = AdviseForm(request.POST or None, request.FILES or None, row=row, user=request.user)
    page = FormPage(
        "Advies geven", row.get_absolute_url(), "Verstuur het antwoord", kicker=f"Gevraagd door {row.body}",
        crumbs=[(str(row), row.get_absolute_url())], done="Bedankt. Wie het vroeg hoort dat er antwoord is.",
        template="governance/advice_answer.html",
    )  # fmt: skip

    def act() -> None:
        if form.gives:
            advising.give(row, form.given, by=request.user)  # type: ignore[arg-type]
        else:
            advising.decline(row, form.cleaned_data["text"], by=request.user)  # type: ignore[arg-type]

    return form_page(request, form, page, act=act, advice=row, **_about(request.user, row))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, ASK)
@once
def stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The question is taken back."""
    row = get_for(request.user, Advice.objects.shown(), ASK, pk=pk)
    if not row.is_open:
        return redirect(row)
    form = StopForm(request.POST or None, row=row)
    page = FormPage(
        "Adviesvraag intrekken", row.get_absolute_url(), "Trek in", kicker=str(row), danger=True,
        crumbs=[(str(row), row.get_absolute_url())], done="De vraag is ingetrokken.",
    )  # fmt: skip
    act = lambda: advising.withdraw(row, form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]  # noqa: E731
    return form_page(request, form, page, act=act)


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def file(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file with an advice; closed and absent are the same 404."""
    row = get_visible(request.user, Advice.objects.select_related("answer__file"), pk=pk)
    given = getattr(row, "answer", None)
    if given is None or given.file is None:
        raise Http404
    return stream(given.file, given.filename)
