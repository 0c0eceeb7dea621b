"""Pages of how a commitment or motion stands and ends."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from governance.council.commitments.models import Commitment
from governance.council.handling import deciding
from governance.council.handling.forms import DecideForm, NoteForm, RevokeForm, SettleForm
from governance.council.handling.models import Outcome, Settlement
from governance.council.motions.models import Motion
from governance.council.registers import KEEP, nothing_changed
from zorgzaam.access import get_for, may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
DECIDE, WITHDRAW = "governance.decide_settlement", "governance.withdraw_settlement"
MODELS: dict[str, Any] = {"toezegging": Commitment, "motie": Motion}


def _promise(request: HttpRequest, kind: str, pk: uuid.UUID) -> Any:
    return get_for(request.user, MODELS[kind].objects.shown(), KEEP, pk=pk)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def note(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Write down how it stands."""
    row = _promise(request, kind, pk)
    form = NoteForm(request.POST or None, row=row)
    page = FormPage(
        "Stand van zaken",
        row.get_absolute_url(),
        "Bewaar",
        kicker=str(row),
        done="De stand van zaken staat erbij.",
    )
    act = lambda: deciding.note(row, form.cleaned_data["text"], on=form.cleaned_data["on"], by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def settle(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Put before the griffie that it is done."""
    row = _promise(request, kind, pk)
    # What was typed on a page that is behind comes back, with what was refused.
    if row.state not in row.running_states and request.method != "POST":
        return nothing_changed(request, row)
    decides = may(request.user, DECIDE, Settlement(**{row._meta.model_name: row}))
    form = SettleForm(request.POST or None, row=row, reader=request.user, decides=decides)
    at_once = decides and bool(form["at_once"].value())
    page = FormPage(
        "Voorstel om af te doen", row.get_absolute_url(), "Leg voor aan de griffie", kicker=str(row),
        lead="De griffie van deze raad beslist. Tot dan blijft dit in het register staan als niet afgedaan.",
        done="Het register is bijgewerkt." if at_once else "Het voorstel ligt bij de griffie.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: _settle(row, form, request))


def _settle(row: Any, form: SettleForm, request: HttpRequest) -> None:
    """Put it before the griffie; who is the griffie may take it over in the same press."""
    with transaction.atomic():
        made = deciding.propose(row, Outcome(form.cleaned_data["outcome"]), form.evidence, by=request.user)  # type: ignore[arg-type]
        if form.cleaned_data.get("at_once"):
            deciding.confirm(made, by=request.user.person)  # type: ignore[union-attr]


@require_http_methods(METHODS)
@entrance(Door.STATEN, DECIDE)
def decide(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The griffie takes a proposal over, or says why not."""
    row = _settlement(request, DECIDE, pk)
    if not row.is_proposed:
        messages.info(
            request,
            f"Dit voorstel is al behandeld: {row.get_state_display().lower()}. Er is niets veranderd.",
        )
        return redirect(row.promise)
    form = DecideForm(request.POST or None)
    page = FormPage(
        "Is dit afgedaan?", row.promise.get_absolute_url(), "Bevestig", kicker=str(row.promise),
        template="governance/council/settlement_decide.html", done="Het register is bijgewerkt.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: _decide(row, form, request), settlement=row)


def _decide(row: Settlement, form: DecideForm, request: HttpRequest) -> None:
    me, remark = request.user.person, form.cleaned_data["remark"]  # type: ignore[union-attr]
    if form.cleaned_data["answer"] == DecideForm.YES:
        deciding.confirm(row, by=me, remark=remark)
    else:
        deciding.refuse(row, by=me, remark=remark)


@require_POST
@entrance(Door.STATEN, WITHDRAW)
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a proposal back; pressed twice is once, and what was decided stays."""
    row = _settlement(request, WITHDRAW, pk)
    if row.is_proposed:
        deciding.withdraw(row, by=request.user)  # type: ignore[arg-type]
    return redirect(row.promise)


@require_http_methods(METHODS)
@entrance(Door.STATEN, DECIDE)
def revoke(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The griffie opens it again."""
    row = _settlement(request, DECIDE, pk)
    form = RevokeForm(request.POST or None)
    page = FormPage(
        "Toch niet afgedaan", row.promise.get_absolute_url(), "Zet terug op open", kicker=str(row.promise),
        done="Het staat weer in het register als niet afgedaan.",
    )  # fmt: skip
    act = lambda: deciding.revoke(row, by=request.user.person, remark=form.cleaned_data["remark"])  # type: ignore[union-attr] # noqa: E731
    return form_page(request, form, page, act=act)


def _settlement(request: HttpRequest, rule: str, pk: uuid.UUID) -> Any:
    rows = Settlement.objects.select_related(
        "commitment__council__part_of", "motion__council__part_of", "proposed_by", "notice", "session"
    )
    return get_for(request.user, rows, rule, pk=pk)
