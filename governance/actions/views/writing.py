"""Doing things with actions: giving one, changing it, done, handed over, withdrawn, open again."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.actions.forms import ActionForm, DoneForm, HandOverForm, WithdrawForm
from governance.actions.models import Action
from governance.bodies.models import Body
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.accounts.models import User
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

KEEP, ADD, DO = "governance.keep_actions", "governance.add_action", "governance.do_action"
METHODS = ["GET", "HEAD", "POST"]
# What an action can come from: the word in the address, the field, and its rows.
ORIGINS = {
    "vergadering": ("meeting", Meeting),
    "agendapunt": ("item", AgendaItem),
    "besluit": ("decision", Decision),
}


@require_http_methods(METHODS)
@entrance(Door.ANY, ADD)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An action in a body; `?vergadering=`, `?agendapunt=` or `?besluit=` say what it comes from."""
    body = get_for(request.user, Body.objects, ADD, pk=pk)
    me: User = request.user  # type: ignore[assignment]
    row = Action(body=body, given_by=me.person, **_origin(request, body))
    keeps = may(me, KEEP, body)
    if not keeps:
        row.owner = me.person
    form = ActionForm(request.POST or None, instance=row, keeps=keeps, reader=me)
    page = FormPage(
        "Actie toevoegen" if keeps else "Een actie op je nemen", _back(row), "Voeg de actie toe", kicker=body.name,
        lead="Leden van het overleg zien deze actie, en wie hem doet. Zij is niet openbaar."
        + (" Wie hem doet, krijgt er een mail over." if keeps else ""),
        crumbs=_crumbs(), done="De actie staat erbij.",
    )  # fmt: skip
    return form_page(request, form, page, origin=row.decision or row.item or row.meeting)


def _origin(request: HttpRequest, body: Body) -> dict[str, Any]:
    """What the address says it comes from, as far as this reader may see it and it is of this body."""
    for word, (field, model) in ORIGINS.items():
        if key := request.GET.get(word):
            found = get_visible(request.user, model.objects, pk=key)  # type: ignore[attr-defined]
            if found.body_id != body.pk:
                raise Http404
            return {**_above(found), field: found}
    return {}


def _above(found: Any) -> dict[str, Any]:
    """The meeting of an item, the meeting and item of a decision."""
    names = {AgendaItem: ("meeting",), Decision: ("meeting", "item")}.get(type(found), ())
    return {name: getattr(found, name) for name in names}


def _back(row: Action) -> str:
    origin = row.decision or row.item or row.meeting
    return origin.get_absolute_url() if origin else f"{reverse('actions')}?wie=alle&orgaan={row.body_id}"


@require_http_methods(METHODS)
@entrance(Door.ANY, KEEP)
@once
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words or another day; another owner is a step of its own."""
    row = _row(request, pk, KEEP)
    if not row.is_open:
        return redirect(row)
    form = ActionForm(request.POST or None, instance=row, keeps=True, reader=request.user)
    page = FormPage(
        "Actie wijzigen", row.get_absolute_url(), kicker=row.body.name, crumbs=_crumbs(row),
        lead="Krijgt de actie een andere dag, dan komt er ook een nieuwe herinnering.",
    )  # fmt: skip
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.ANY, DO)
def done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The page a mail links to: one button. Looking changes nothing, pressing twice is once."""
    row = _row(request, pk, DO)
    if request.method != "POST" and not row.is_open:
        return redirect(row)
    form = DoneForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        "Is dit klaar?", row.get_absolute_url(), "Ja, dit is klaar", kicker=row.body.name, crumbs=_crumbs(row),
        done="Dank je wel. De actie is klaar.", template="governance/action_done.html",
    )  # fmt: skip
    act = lambda: row.finish(by=request.user, note=form.cleaned_data["note"])  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act, asked=row)


@require_http_methods(METHODS)
@entrance(Door.ANY, DO)
@once
def hand_over(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody else takes it on."""
    row = _row(request, pk, DO)
    form = HandOverForm(request.POST or None, row=row, reader=request.user)
    page = FormPage(
        "Actie overdragen", row.get_absolute_url(), "Draag over", kicker=row.what, crumbs=_crumbs(row),
        lead="Wie de actie overneemt, krijgt er een mail over. De dag blijft dezelfde.",
        done="De actie is overgedragen.", to=lambda: _after(request, row),
    )  # fmt: skip
    act = lambda: row.hand_over(form.cleaned_data["to"], by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


def _after(request: HttpRequest, row: Action) -> str:
    """Its page, or the list for who gave it away and does not sit in the body."""
    still = Action.objects.visible_to(request.user).filter(pk=row.pk).exists()
    return row.get_absolute_url() if still else reverse("actions")


@require_http_methods(METHODS)
@entrance(Door.ANY, "governance.withdraw_action")
@once
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is no longer needed."""
    row = _row(request, pk, "governance.withdraw_action")
    form = WithdrawForm(request.POST or None, row=row)
    page = FormPage(
        "Actie intrekken", row.get_absolute_url(), "Trek in", kicker=row.what, crumbs=_crumbs(row), danger=True,
        lead="De actie blijft te lezen, met de reden.", done="De actie is ingetrokken.",
    )  # fmt: skip
    act = lambda: row.withdraw(by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


@require_POST
@entrance(Door.ANY, DO)
def reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It is still to be done after all."""
    row = _row(request, pk, DO)
    row.reopen(by=request.user)  # type: ignore[arg-type]
    return redirect(row)


def _row(request: HttpRequest, pk: uuid.UUID, rule: str) -> Action:
    rows = Action.objects.select_related("body", "owner", "item", "decision", "meeting")
    found: Action = get_for(request.user, rows, rule, pk=pk)
    return found


def _crumbs(row: Action | None = None) -> list[tuple[str, str]]:
    trail = [("Acties", reverse("actions"))]
    return [*trail, (str(row), row.get_absolute_url())] if row else trail
