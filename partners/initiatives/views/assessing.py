"""Pages of assessing: what an assessor fills in, who does not, and everything side by side."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.initiatives import advice, assessing
from partners.initiatives.comparing import chosen, comparison_of, side_by_side
from partners.initiatives.forms.assessing import AdviceForm, AssessmentForm, DeclineForm
from partners.initiatives.models import AT_THE_BUREAU, Assessment, Initiative, Stand
from partners.initiatives.worklist import TITLE
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import BUREAU, FRONT_PAGES, SIGNED_IN, Door, entrance, home_of
from zorgzaam.once import once
from zorgzaam.standing import standing_of
from zorgzaam.ui import dates
from zorgzaam.ui.pages import FormPage, RowForm, form_page

FORM = ["GET", "HEAD", "POST"]
ASSESS, COMPARE, HANDLE = (
    "partners.assess_initiative",
    "partners.compare_assessments",
    "partners.handle_initiative",
)
# Side by side on one page.
MOST = 6


@require_http_methods(FORM)
@entrance(Door.ANY, ASSESS)
@once
def assessment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """My assessment: kept as it is, or handed in."""
    if (mine := _handed_in(request, pk)) is not None:
        messages.info(request, "Je leverde je beoordeling al in. Daarna verandert zij niet meer.")
        return redirect("assessments", mine.initiative_id)
    row = _asked(request, pk)
    form = AssessmentForm(request.POST or None, row=row)
    done = "Je beoordeling is ingeleverd. Dank je wel." if form.hands_in else "Bewaard. Nog niet ingeleverd."
    to = row.initiative.get_absolute_url() if form.hands_in else request.path
    page = FormPage(
        "Je beoordeling", row.initiative.get_absolute_url(), kicker=row.initiative.title, done=done,
        lead=f"Uiterlijk {dates.day(row.due_on)}. Wat je bewaart, leest nog niemand.", to=lambda: to,
        crumbs=[(row.initiative.title, row.initiative.get_absolute_url())],
        template="partners/assessment.html",
    )  # fmt: skip

    def act() -> None:
        do = assessing.hand_in if form.hands_in else assessing.save
        do(row, form.said, by=row.person)

    return form_page(request, form, page, act=act, assessment=row)


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


@require_http_methods(FORM)
@entrance(Door.WERKBANK, BUREAU)
@once
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The netwerkbureau does not need this assessment any more."""
    row = get_visible(request.user, Assessment.objects.select_related("initiative", "person"), pk=pk)
    get_for(request.user, Initiative.objects.sent(), HANDLE, pk=row.initiative_id)
    back = reverse("assessments", args=[row.initiative_id])
    if not row.is_open:
        return redirect(back)
    form = RowForm(request.POST or None, row=row)
    page = FormPage(
        f"{row.person.name} hoeft niet te beoordelen", back, "Trek de vraag in", kicker=row.initiative.title,
        lead="Wat al was ingevuld, telt dan niet mee.", done="De vraag is ingetrokken.", danger=True,
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: assessing.withdraw_question(row, by=_me(request)))


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def assessments(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the assessors of one initiative say, criteria by assessors."""
    row = get_for(request.user, Initiative.objects.sent().shown(), COMPARE, pk=pk)
    asked = Assessment.objects.visible_to(request.user).filter(initiative=row).select_related("person")
    context = {
        "initiative": row,
        "comparison": comparison_of(row, request.user),
        "asked": list(asked),
        "advice": advice.current(row),
        "writable": row.state in AT_THE_BUREAU,
    }
    return render(request, "partners/assessments.html", context)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def compare(request: HttpRequest) -> HttpResponse:
    """Several initiatives side by side."""
    keys = chosen(request.GET.getlist("i"))[:MOST]
    rows = Initiative.objects.visible_to(request.user).sent().shown().filter(pk__in=keys)
    found = side_by_side(list(rows.order_by("number")), request.user)
    lines = [
        (found[0].rows[number].criterion, [each.rows[number] for each in found])
        for number in range(len(found[0].rows) if found else 0)
    ]
    return render(
        request, "partners/initiatives_compare.html", {"comparisons": found, "lines": lines, "title": TITLE}
    )


@require_http_methods(FORM)
@entrance(Door.WERKBANK, HANDLE)
@once
def write_advice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The advice to the regiegroep, from a draft of what the assessors say."""
    row = get_for(request.user, Initiative.objects.sent().shown(), HANDLE, pk=pk)
    back = reverse("assessments", args=[row.pk])
    known = advice.current(row)
    if row.state not in AT_THE_BUREAU:
        return redirect(back)
    initial = (
        {"text": known.text, "seen": known.version} if known else {"text": advice.draft(row, request.user)}
    )
    form = AdviceForm(request.POST or None, row=known, initial=initial)
    page = FormPage(
        "Advies aan de regiegroep", back, kicker=row.title, done="Het advies is bewaard.",
        lead="Dit gaat mee als het initiatief op een agenda komt. Staat het daar openbaar, dan leest iedereen het. "
        "Haal weg wat binnen moet blijven. Daarna verandert het niet meer.",
        crumbs=[(TITLE, reverse("initiatives_desk")), (row.title, row.get_absolute_url())],
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        advice.write(row, said["text"], seen=said["seen"], by=_me(request))

    return form_page(request, form, page, act=act)


def _handed_in(request: HttpRequest, pk: uuid.UUID) -> Assessment | None:
    """My own, when it was handed in: the link of the mail leads there for ever."""
    person = standing_of(request.user).person_id
    return Assessment.objects.filter(pk=pk, person_id=person, state=Stand.DONE).first() if person else None


def _asked(request: HttpRequest, pk: uuid.UUID) -> Any:
    rows = Assessment.objects.select_related("initiative__organisation", "person")
    return get_for(request.user, rows, ASSESS, pk=pk)


def _me(request: HttpRequest) -> Any:
    return request.user.person  # type: ignore[union-attr]
