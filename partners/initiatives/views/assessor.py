"""The page of an assessor: it keeps what is typed as it goes, and hands it in; or says that somebody cannot do it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.initiatives import assessing
from partners.initiatives.forms.assessing import AssessmentForm, DeclineForm
from partners.initiatives.models import Assessment, Stand
from partners.initiatives.saving import save_draft
from partners.initiatives.views import drafts
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import FRONT_PAGES, Door, entrance, home_of
from zorgzaam.once import answer_once, once
from zorgzaam.standing import standing_of
from zorgzaam.ui import dates
from zorgzaam.ui.pages import FormPage, form_page

FORM = ["GET", "HEAD", "POST"]
ASSESS = "partners.assess_initiative"
KEPT = "Wat je typt, wordt vanzelf bewaard. Tot je inlevert, leest niemand het."


@require_http_methods(FORM)
@entrance(Door.ANY, ASSESS)
def assessment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """My assessment: kept while I type or by a button, and handed in."""
    if drafts.is_typing(request):
        return _typing(request, pk)
    return answer_once(request, lambda: _page(request, pk))


def _handed_in(request: HttpRequest, pk: uuid.UUID) -> Assessment | None:
    """My own, when it was handed in: the link of the mail leads there for ever."""
    person = standing_of(request.user).person_id
    return Assessment.objects.filter(pk=pk, person_id=person, state=Stand.DONE).first() if person else None


def _typing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    row = get_visible(request.user, Assessment.objects.all(), pk=pk)
    if row.person_id == standing_of(request.user).person_id and not row.is_open:
        return render(request, "partners/assessment_over.html", {"assessment": row})
    row = _asked(request, pk)
    saved = save_draft(lambda data: _form(row, data), request.POST, by=row.person)
    return drafts.told(request, saved, alone=True)


def _page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    if (mine := _handed_in(request, pk)) is not None:
        messages.info(request, "Je leverde je beoordeling al in. Daarna verandert zij niet meer.")
        return redirect("assessments", mine.initiative_id)
    row = _asked(request, pk)
    page, around = _around(request, row), {"assessment": row, "page_key": drafts.key_of(request)}
    if request.method != "POST":
        return form_page(request, _form(row, None), page, **around)
    saved = save_draft(lambda data: _form(row, data), request.POST, by=row.person)
    form: Any = saved.form
    if saved.conflict is not None:
        context = {"page": page, "form": form, "conflict": saved.conflict, **around}
        return render(request, page.template, context, status=409)
    if form.hands_in:
        form.ask_all()
    if form.errors and saved.is_kept:
        drafts.refresh(form)
        messages.info(request, "Wat goed is, is bewaard. Kijk nog naar wat hieronder staat.")
    return form_page(request, form, page, act=lambda: _hand_in(form), **around)


def _hand_in(form: AssessmentForm) -> None:
    if form.hands_in:
        assessing.hand_in(form.instance, form.said, by=form.instance.person)


def _around(request: HttpRequest, row: Assessment) -> FormPage:
    of = row.initiative.get_absolute_url()
    done, to = "Bewaard. Nog niet ingeleverd.", request.path
    if "hand_in" in request.POST:
        done, to = "Je beoordeling is ingeleverd. Dank je wel.", of
    return FormPage(
        "Je beoordeling", of, kicker=row.initiative.title, done=done, to=lambda: to,
        lead=f"Uiterlijk {dates.day(row.due_on)}. {KEPT}", crumbs=[(row.initiative.title, of)],
        template="partners/assessment.html",
    )  # fmt: skip


def _form(row: Assessment, data: Any) -> AssessmentForm:
    return AssessmentForm(data, instance=Assessment.objects.select_related("person").get(pk=row.pk))


@require_http_methods(FORM)
@entrance(Door.ANY, ASSESS)
@once
def decline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """I cannot assess this."""
    row = _asked(request, pk)
    form = DeclineForm(request.POST or None, row=row)
    page = FormPage(
        "Ik kan dit niet beoordelen", reverse("assessment", args=[row.pk]), "Zeg af", kicker=row.initiative.title,
        lead="Het netwerkbureau leest je reden en vraagt zo nodig een ander.", done="Afgezegd. Dank voor het bericht.",
        to=lambda: reverse(FRONT_PAGES[home_of(standing_of(request.user))]),
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: assessing.decline(row, form.cleaned_data["why"], by=row.person)
    )


def _asked(request: HttpRequest, pk: uuid.UUID) -> Any:
    rows = Assessment.objects.select_related("initiative__organisation", "person")
    return get_for(request.user, rows, ASSESS, pk=pk)
