"""Pages of agreements: one page for everybody, the work of the netwerkbureau, and the organisation's answer."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.agreements.forms import (
    AgreementFilter,
    AgreementForm,
    AnswerForm,
    EndForm,
    RewriteForm,
    WithdrawForm,
)
from regioplan.agreements.gaps import gaps_on
from regioplan.agreements.models import Agreement, AgreementAnswer, AgreementQuestion, State
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import BUREAU, OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@require_safe
@entrance(Door.ANY, OPEN)
def agreement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One agreement: who does what, since when, and what was answered as far as this reader may know."""
    one = get_visible(request.user, Agreement.objects.shown(), pk=pk)
    answers = AgreementAnswer.objects.visible_to(request.user).filter(agreement=one).select_related("person")
    questions = AgreementQuestion.objects.visible_to(request.user).filter(agreement=one)
    context = {"agreement": one, "answers": answers, "questions": questions.select_related("person")}
    return render(request, "regioplan/agreement.html", context)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def kept_agreements(request: HttpRequest) -> HttpResponse:
    """All agreements with their state, and what is missing."""
    form = AgreementFilter(request.GET or None)
    rows = Agreement.objects.visible_to(request.user).shown().order_by("task__number", "role", "organisation")
    if form.is_valid() and form.cleaned_data["rol"]:
        rows = rows.filter(role=form.cleaned_data["rol"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "gaps": gaps_on(request.user, timezone.localdate())}
    return render(request, "regioplan/kept_agreements.html", context)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def propose(request: HttpRequest) -> HttpResponse:
    """Ask an organisation to take something on."""
    initial = {"task": request.GET.get("opgave", ""), "organisation": request.GET.get("organisatie", "")}
    form = AgreementForm(request.POST or None, initial=initial)
    page = FormPage(
        "Afspraak voorstellen", reverse("werkbank_agreements"), "Stel voor", crumbs=_crumbs(),
        lead="De organisatie ziet je voorstel in haar portaal. Pas als zij ja zegt, staat het op de site.",
        done="Het voorstel staat klaar voor de organisatie.",
    )  # fmt: skip
    form.instance.proposed_by = _me(request).person
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, "regioplan.keep_agreements")
@once
def edit_proposal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words for a proposal nobody answered yet."""
    row = get_for(request.user, Agreement.objects.shown(), "regioplan.keep_agreements", pk=pk)
    state, words = row.state, row.get_state_display().lower()
    if state != State.PROPOSED and request.method != "POST":
        return HttpResponseRedirect(row.get_absolute_url())
    page = FormPage(
        "Voorstel wijzigen", row.get_absolute_url(), kicker=row.organisation.name, crumbs=_crumbs(),
        template="regioplan/agreement_edit.html",
    )  # fmt: skip
    form = RewriteForm(request.POST or None, instance=row)

    def act() -> None:
        if state != State.PROPOSED:
            raise ValidationError(f"Dit kan nu niet meer. De afspraak is nu: {words}.")
        form.save()
        if form.has_changed() and (asked := form.cleaned_data["asked"]):
            row.settle(asked, by=_me(request))

    return form_page(request, form, page, act=act, agreement=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, "regioplan.keep_agreements")
@once
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back a proposal."""
    row = get_for(request.user, Agreement.objects.shown(), "regioplan.keep_agreements", pk=pk)
    form = WithdrawForm(request.POST or None, row=row)
    page = FormPage(
        "Voorstel intrekken", reverse("werkbank_agreements"), "Trek in", kicker=str(row), danger=True,
        crumbs=_crumbs(), done="Het voorstel is ingetrokken.",
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: row.withdraw(by=_me(request), reason=form.cleaned_data["reason"])
    )


@require_http_methods(METHODS)
@entrance(Door.PARTNER, "regioplan.answer_agreement")
@once
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Yes, no or first otherwise, by who speaks for the organisation."""
    row = get_for(request.user, Agreement.objects.shown(), "regioplan.answer_agreement", pk=pk)
    form = AnswerForm(request.POST or None, row=row)
    page = FormPage(
        "Wat is jullie antwoord?", reverse("partner"), "Verstuur ons antwoord",
        kicker=row.organisation.name, crumbs=[("Partnerportaal", reverse("partner"))],
        lead="Zeggen jullie ja, dan staat de afspraak op de site. De tekst verandert daarna niet meer.",
        done="Bedankt, jullie antwoord is vastgelegd. Het netwerkbureau hoort het.",
        template="regioplan/agreement_answer.html",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(_me(request)), agreement=row)


@require_http_methods(METHODS)
@entrance(Door.ANY, "regioplan.end_agreement")
@once
def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Stop what was accepted."""
    row = get_for(request.user, Agreement.objects.shown(), "regioplan.end_agreement", pk=pk)
    form = EndForm(request.POST or None, row=row, initial={"on": row.latest_end})
    page = FormPage(
        "Afspraak beëindigen", row.get_absolute_url(), "Beëindig", kicker=str(row), danger=True,
        lead="De afspraak blijft te lezen, met de laatste dag erbij.", done="De afspraak is beëindigd.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: row.end(by=_me(request), **_ending(form)))


def _ending(form: EndForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("on", "reason")}


def _me(request: HttpRequest) -> Any:
    """The account; the door let nobody in without one."""
    return request.user


def _crumbs() -> list[tuple[str, str]]:
    return [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Afspraken", reverse("werkbank_agreements")),
    ]
