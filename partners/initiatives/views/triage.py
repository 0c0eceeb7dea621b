"""Triage: what the netwerkbureau does with one initiative, and the answer of who it is offered to."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from partners.initiatives import triage
from partners.initiatives.assessing import ask
from partners.initiatives.forms.triage import (
    AnswerOfferForm,
    AssessForm,
    HandlerForm,
    LinkForm,
    OfferForm,
    ReturnForm,
    StepInForm,
)
from partners.initiatives.models import Initiative, State
from partners.initiatives.moving import answer_offer
from partners.initiatives.offering import over
from partners.initiatives.similar_names import similar_organisations
from partners.initiatives.worklist import TITLE
from zorgzaam.access import get_for, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import CHANGED_SINCE, FormPage, form_page
from zorgzaam.versions import StaleVersion

FORM = ["GET", "HEAD", "POST"]
TRIAGE, HANDLE, ANSWER = "partners.triage_initiative", "partners.handle_initiative", "partners.answer_offer"
STEP_IN = "partners.step_in_at_initiative"


@require_POST
@entrance(Door.WERKBANK, TRIAGE)
def take_up(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """I handle this one."""
    row = _row(request, pk, TRIAGE)
    seen = request.POST.get("version", "")
    # A version that is no number is nobody's.
    row.version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    try:
        triage.take_up(row, by=_me(request))
    except StaleVersion:
        messages.error(request, CHANGED_SINCE)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Jij behandelt dit initiatief. De indiener krijgt bericht.")
    return redirect(row)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, TRIAGE)
@once
def assess(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask assessors."""
    row = _row(request, pk, HANDLE)
    if not may(request.user, TRIAGE, row):
        return _too_late(request, _not_now(row), row.get_absolute_url())
    form = AssessForm(request.POST or None, row=row)
    page = _page(
        row, "Laat het beoordelen", "Vraag deze mensen", "De beoordelaars krijgen een mail.",
        "Elke beoordelaar geeft per criterium een score met een reden, en een advies. Ze lezen elkaars oordeel pas als "
        "ze zelf klaar zijn.",
    )  # fmt: skip

    def act() -> None:
        ask(row, form.cleaned_data["people"], form.cleaned_data["due_on"], by=_me(request))

    return form_page(request, form, page, act=act)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, TRIAGE)
@once
def offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Elsewhere: ask an organisation to take it on."""
    row = _row(request, pk, HANDLE)
    if not may(request.user, TRIAGE, row):
        return _too_late(request, _not_now(row), row.get_absolute_url())
    form = OfferForm(request.POST or None, row=row)
    page = _page(
        row, "Hoort elders", "Bied het aan", "De organisatie krijgt bericht en laat weten of zij het oppakt.",
        "Het blijft bij het netwerkbureau tot die organisatie ja zegt.",
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        triage.offer(row, said["organisation"], why=said["why"], due_on=said["due_on"], by=_me(request))

    return form_page(request, form, page, act=act)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, STEP_IN)
@once
def step_in(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Wait no longer for an answer: of an organisation it is offered to, or of who was asked something."""
    row = _row(request, pk, HANDLE)
    if not may(request.user, STEP_IN, row):
        return _too_late(request, _not_now(row), row.get_absolute_url())
    form = StepInForm(request.POST or None, row=row)
    if row.state == State.OFFERED:
        do, page = (
            triage.take_back_offer,
            _page(
                row,
                "Trek het aanbod in",
                "Haal het terug",
                "Het ligt weer bij het netwerkbureau.",
                f"{row.at_whom} hoeft dan niet meer te antwoorden. Daarna kies je waar het heen gaat.",
            ),
        )
    else:
        do, page = triage.close_unanswered, _page(
            row, "Er komt geen antwoord", "Stop het initiatief", "Het initiatief is gestopt.",
            "De indiener kan het dan niet meer aanvullen. Een nieuw initiatief beginnen kan altijd.",
        )  # fmt: skip
    return form_page(request, form, page, act=lambda: do(row, why=form.cleaned_data["why"], by=_me(request)))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, TRIAGE)
@once
def give_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Back, with a question."""
    row = _row(request, pk, HANDLE)
    if not may(request.user, TRIAGE, row):
        return _too_late(request, _not_now(row), row.get_absolute_url())
    form = ReturnForm(request.POST or None, row=row)
    page = _page(row, "Geef terug met een vraag", "Geef terug", "De indiener krijgt een mail.")
    return form_page(
        request, form, page,
        act=lambda: triage.give_back(row, question=form.cleaned_data["why"], by=_me(request)),
    )  # fmt: skip


@require_http_methods(FORM)
@entrance(Door.WERKBANK, HANDLE)
@once
def handler(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody else handles it."""
    row = _row(request, pk, HANDLE)
    form = HandlerForm(request.POST or None, row=row)
    page = _page(row, "Wie behandelt dit?", "Opslaan", "Opgeslagen.")
    return form_page(
        request, form, page, act=lambda: triage.hand_over(row, form.cleaned_data["handler"], by=_me(request))
    )


@require_http_methods(FORM)
@entrance(Door.WERKBANK, HANDLE)
@once
def link(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which organisation of our list brings it in."""
    row = _row(request, pk, HANDLE)
    if row.organisation_id is not None:
        return redirect(row)
    form = LinkForm(request.POST or None, row=row, initial={"name": row.organisation_name})
    page = FormPage(
        "Welke organisatie is dit?", row.get_absolute_url(), "Koppel", kicker=row.title, crumbs=_crumbs(row),
        lead=f"Wie dit indiende, schreef: “{row.organisation_name}”. "
        "Wie namens de organisatie spreekt, leest daarna mee.",
        done="Gekoppeld.", template="partners/initiative_link.html",
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: triage.link(row, form.meant, by=_me(request)),
        similar=similar_organisations(row.organisation_name),
    )  # fmt: skip


@require_http_methods(FORM)
@entrance(Door.PARTNER, ANSWER)
@once
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The organisation it is offered to says yes or no."""
    if said := over(request.user, pk):
        return _too_late(request, said, reverse("partner"))
    row = _row(request, pk, ANSWER)
    form = AnswerOfferForm(request.POST or None, row=row)
    page = FormPage(
        "Pakken jullie dit op?", row.get_absolute_url(), "Verstuur ons antwoord", kicker=row.title,
        lead=f"Het netwerkbureau vraagt {row.at_whom} dit initiatief van {row.by_whom} op te pakken.",
        crumbs=[("Partnerportaal", reverse("partner")), (row.title, row.get_absolute_url())],
        done="Bedankt. De indiener krijgt bericht.", to=lambda: reverse("partner"),
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        answer_offer(row, takes_it=said["takes_it"] == form.YES, why=said["why"], by=_me(request))

    return form_page(request, form, page, act=act)


def _row(request: HttpRequest, pk: uuid.UUID, rule: str) -> Initiative:
    found: Initiative = get_for(request.user, Initiative.objects.sent().shown(), rule, pk=pk)
    return found


def _not_now(row: Initiative) -> str:
    return f"Dit kan nu niet meer: de stand is “{row.words}”."


def _too_late(request: HttpRequest, said: str, to: str) -> HttpResponse:
    """Somebody was first: say so, with what was typed for nothing."""
    typed = request.POST.get("why", "").strip()
    messages.error(request, f"{said} Je schreef: “{typed}”" if typed else said)
    return redirect(to)


def _me(request: HttpRequest) -> Any:
    return request.user.person  # type: ignore[union-attr]


def _page(row: Initiative, title: str, submit: str, done: str, lead: str = "") -> FormPage:
    return FormPage(
        title, row.get_absolute_url(), submit, lead=lead, kicker=row.title, done=done, crumbs=_crumbs(row)
    )


def _crumbs(row: Initiative) -> list[tuple[str, str]]:
    return [(TITLE, reverse("initiatives_desk")), (row.title, row.get_absolute_url())]
