"""Pages on which who keeps the register makes the programme: parts and breakouts."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.council import registers
from governance.council.registers import KEEP
from governance.council.sessions.forms import BreakoutForm, ItemForm, TakeItemForm
from governance.council.sessions.models import CouncilSession, ProgrammeItem, SessionBreakout
from governance.council.sessions.programme import losing_a_group, remove_breakout, remove_item
from governance.council.sessions.views.sessions import METHODS, REGISTER
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


def crumbs(session: CouncilSession) -> list[tuple[str, str]]:
    """The pages above a page about one session."""
    return [
        ("Staten & raden", reverse("staten")),
        ("Sessies", reverse("council_sessions")),
        (str(session)[:60], session.get_absolute_url()),
    ]


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new_item(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a part on the programme."""
    session = registers.kept(request, REGISTER, pk)
    return _write(request, session, ItemForm, ProgrammeItem(session=session), "Onderdeel toevoegen")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def edit_item(request: HttpRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    session, row = _item(request, pk, item)
    return _write(request, session, ItemForm, row, "Onderdeel wijzigen")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def take_item(request: HttpRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Take a part off the programme, asked once."""
    session = registers.kept(request, REGISTER, pk)
    row = session.programme.select_related("session").filter(pk=item).first()
    if row is None:
        return _gone(request, session)
    form = TakeItemForm(request.POST if request.method == "POST" else None, row=row)
    act = lambda: remove_item(row, losing=form.cleaned_data["losing"], by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, _asking(session, row.title, _what_goes(row)), act=act)


def _what_goes(item: ProgrammeItem) -> str:
    """What taking this part away takes along, in a sentence; "" for a part with everybody."""
    many = losing_a_group(item)
    if many:
        who = "Eén persoon heeft" if many == 1 else f"{many} mensen hebben"
        return f"{who} dan geen groep meer. Wie in een groep zat, blijft op de lijst en krijgt bericht."
    return "De deelsessies gaan ook weg. Er is nog niemand ingedeeld." if item.breakouts.exists() else ""


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new_breakout(request: HttpRequest, pk: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Put a breakout in the part that goes in breakouts."""
    session, row = _item(request, pk, item)
    if not row.in_breakouts:
        return redirect(session)
    return _write(request, session, BreakoutForm, SessionBreakout(item=row), "Deelsessie toevoegen")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def edit_breakout(request: HttpRequest, pk: uuid.UUID, breakout: uuid.UUID) -> HttpResponse:
    session, row = _breakout(request, pk, breakout)
    return _write(request, session, BreakoutForm, row, "Deelsessie wijzigen")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def take_breakout(request: HttpRequest, pk: uuid.UUID, breakout: uuid.UUID) -> HttpResponse:
    """Take a breakout away, asked once."""
    session = registers.kept(request, REGISTER, pk)
    row = (
        SessionBreakout.objects.select_related("item__session")
        .filter(item__session=session, pk=breakout)
        .first()
    )
    if row is None:
        return _gone(request, session)
    form = forms.Form(request.POST if request.method == "POST" else None)
    act = lambda: remove_breakout(row, by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, _asking(session, row.topic), act=act)


def _item(request: HttpRequest, pk: uuid.UUID, item: uuid.UUID) -> tuple[CouncilSession, ProgrammeItem]:
    session = registers.kept(request, REGISTER, pk)
    row: ProgrammeItem = get_object_or_404(session.programme.select_related("session"), pk=item)
    return session, row


def _breakout(
    request: HttpRequest, pk: uuid.UUID, breakout: uuid.UUID
) -> tuple[CouncilSession, SessionBreakout]:
    session = registers.kept(request, REGISTER, pk)
    rows = SessionBreakout.objects.select_related("item__session", "room")
    row: SessionBreakout = get_object_or_404(rows, item__session=session, pk=breakout)
    return session, row


def _write(request: HttpRequest, session: CouncilSession, form: Any, row: Any, title: str) -> HttpResponse:
    adding = row._state.adding
    page = FormPage(
        title, f"{session.get_absolute_url()}#programma", "Voeg toe" if adding else "Opslaan", kicker=session.title,
        crumbs=crumbs(session), done="Het programma is bijgewerkt.",
    )  # fmt: skip
    return form_page(request, form(request.POST or None, instance=row), page)


def _asking(session: CouncilSession, what: str, lead: str = "") -> FormPage:
    """The page that asks whether this may go."""
    return FormPage(
        f"“{what}” weghalen?", f"{session.get_absolute_url()}#programma", "Haal weg", kicker=session.title,
        crumbs=crumbs(session), done=f"“{what}” is weggehaald.", danger=True, lead=lead,
    )  # fmt: skip


def _gone(request: HttpRequest, session: CouncilSession) -> HttpResponse:
    messages.info(request, "Dit was al weggehaald.")
    return redirect(f"{session.get_absolute_url()}#programma")
