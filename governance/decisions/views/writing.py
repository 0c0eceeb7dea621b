"""Writing decisions down: a proposal, its outcome, dropping, correcting, and who may read it."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.bodies.models import Body
from governance.decisions.forms import (
    DecisionForm,
    DropForm,
    PublicityForm,
    SettleForm,
    correction_of,
    proposal_for,
)
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from zorgzaam.access import get_for, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.back import came_from
from zorgzaam.ui.pages import FormPage, form_page

KEEP = "governance.keep_decisions"
METHODS = ["GET", "HEAD", "POST"]
FORM = "governance/decision_form.html"


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def new_for_item(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What an item asks the body to decide."""
    item = get_for(request.user, AgendaItem.objects.select_related("body", "meeting"), KEEP, pk=pk)
    return _new(request, proposal_for(item), item.get_absolute_url())


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def new_of_body(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A decision without an agenda item: in writing, or of a meeting that had no agenda here."""
    body = get_for(request.user, Body.objects, KEEP, pk=pk)
    return _new(request, Decision(body=body), body.get_absolute_url())


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def correct(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A settled decision is put right by a new one that names it."""
    old = _kept(request, pk)
    if not old.is_settled or hasattr(old, "corrected_by"):
        return redirect(old)
    return _new(request, correction_of(old), old.get_absolute_url())


def _new(request: HttpRequest, row: Decision, back: str) -> HttpResponse:
    form = DecisionForm(request.POST or None, instance=row, body=row.body, office=_office(request, row.body))
    title = "Besluit herstellen" if row.corrects else "Besluit voorstellen"
    page = FormPage(
        title, back, "Bewaar het voorstel", kicker=row.body.name, crumbs=_crumbs(), template=FORM,
        lead="Leden van het orgaan lezen het voorstel. Het is pas een besluit als je vastlegt dat het genomen is.",
        done="Het voorstel is bewaard.",
    )  # fmt: skip
    answer = form_page(request, form, page)
    return redirect(row) if answer.status_code == 302 else answer


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words for a proposal."""
    row = _kept(request, pk)
    if row.is_settled:
        return redirect(row)
    form = DecisionForm(request.POST or None, instance=row, body=row.body, office=_office(request, row.body))
    before = came_from(request)
    page = FormPage(
        "Voorstel wijzigen", before or row.get_absolute_url(), kicker=row.body.name, crumbs=_crumbs(row),
        template=FORM,
    )  # fmt: skip
    return form_page(request, form, page, came_from=before)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def settle(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down that it was decided, or not; from then on its text stays."""
    row = _kept(request, pk)
    form = SettleForm(request.POST or None, row=row)
    page = FormPage(
        "Besluit vastleggen", row.get_absolute_url(), "Leg vast", kicker=str(row), crumbs=_crumbs(row),
        lead="Hierna verandert er geen woord meer aan. Een fout herstel je met een nieuw besluit.",
        done="Het besluit ligt vast.", template="governance/decision_settle.html",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: form.save(request.user), decision=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The proposal is off."""
    row = _kept(request, pk)
    form = DropForm(request.POST or None, row=row)
    page = FormPage(
        "Voorstel laten vervallen", row.get_absolute_url(), "Laat vervallen", kicker=str(row), danger=True,
        crumbs=_crumbs(row), lead="Het voorstel blijft te lezen voor wie het nu leest, en kan terugkomen.",
        done="Het voorstel is vervallen.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: _drop(row, request.user, form.cleaned_data["reason"]))


def _drop(row: Decision, by: Any, reason: str) -> None:
    if not row.drop(by=by, reason=reason):
        raise ValidationError("Dit kan niet meer: het besluit ligt al vast.")


@require_POST
@entrance(Door.WERKBANK, KEEP)
def bring_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A dropped proposal is a proposal again."""
    row = _kept(request, pk)
    row.bring_back(by=request.user)  # type: ignore[arg-type]
    return redirect(row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, KEEP)
@once
def publicity(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who may read a settled decision."""
    row = _kept(request, pk)
    form = PublicityForm(request.POST or None, instance=row, office=_office(request, row.body))
    page = FormPage(
        "Wie mag dit besluit lezen?", row.get_absolute_url(), kicker=str(row), crumbs=_crumbs(row),
        lead="De tekst van het besluit verandert niet.", template=FORM,
    )  # fmt: skip
    return form_page(request, form, page)


def _kept(request: HttpRequest, pk: uuid.UUID) -> Decision:
    rows = Decision.objects.select_related("body", "meeting", "item__meeting", "corrects")
    found: Decision = get_for(request.user, rows, KEEP, pk=pk)
    return found


def _office(request: HttpRequest, body: Body) -> bool:
    return may(request.user, "governance.share_item", body)


def _crumbs(row: Decision | None = None) -> list[tuple[str, str]]:
    trail = [("Besluiten", reverse("decisions"))]
    return [*trail, (str(row), row.get_absolute_url())] if row else trail
