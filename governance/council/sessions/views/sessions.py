"""Pages of sessions: the list, one of them, and the steps it takes."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.council import registers
from governance.council.registers import KEEP, Register, Stand
from governance.council.sessions.forms import SessionForm, StepForm
from governance.council.sessions.models import CouncilSession
from governance.council.sessions.programme import programme_of
from governance.council.sessions.reasons import reasons_of
from governance.council.sessions.results import results_of
from zorgzaam.access import get_visible, may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.standing import standing_of
from zorgzaam.ui.pages import FormPage, form_page

JOIN = "governance.join_council_session"
METHODS = ["GET", "HEAD", "POST"]
REGISTER = Register(
    CouncilSession, SessionForm, "council_sessions", "governance/council/sessions.html", "Sessies",
    "Sessie plannen", "Sessie wijzigen",
    (
        Stand("komt", "Komt nog", lambda rows: rows.to_come()),
        Stand("geweest", "Geweest", lambda rows: rows.held()),
        Stand("afgelast", "Gaat niet door", lambda rows: rows.cancelled()),
        Stand("alle", "Alle", lambda rows: rows.newest_first()),
    ),
    columns={
        **registers.WHERE,
        "titel": lambda row: row.title,
        "fase": lambda row: row.get_phase_display(),
        "dag": lambda row: row.held_on,
        "begint": lambda row: row.begins and f"{row.begins:%H:%M}",
        "eindigt": lambda row: row.ends and f"{row.ends:%H:%M}",
        "gebouw": lambda row: row.place,
        "waar het over gaat": lambda row: row.about,
        "stand": lambda row: row.get_state_display(),
        **registers.ALWAYS,
    },
    reads=(("sessies", "Sessies"),),
)  # fmt: skip


@require_safe
@entrance(Door.STATEN, OPEN)
def session(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One session: when and where, its programme, and what came of it."""
    found = get_visible(request.user, CouncilSession.objects.shown().select_related("source"), pk=pk)
    programme = programme_of(found)
    context = {
        "session": found,
        "programme": programme,
        "in_groups": any(part.breakouts for part in programme),
        "reasons": reasons_of(found, request.user),
        "papers": found.papers.select_related("file"),
        "results": results_of(found, request.user),
        "mine": found.places.filter(person=standing_of(request.user).person_id).first(),
        "may_join": may(request.user, JOIN, found),
        "may_keep": may(request.user, KEEP, found),
    }
    return render(request, "governance/council/session.html", context)


@require_POST
@entrance(Door.STATEN, KEEP)
def hold(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It took place; pressed twice is once."""
    row = registers.kept(request, REGISTER, pk)
    try:
        row.hold(by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(row)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It does not take place, and why."""
    row = registers.kept(request, REGISTER, pk)
    form = StepForm(request.POST or None, row=row)
    page = FormPage(
        "De sessie gaat niet door", row.get_absolute_url(), "Zet op gaat niet door", kicker=row.title, danger=True,
        lead="De sessie blijft staan, met de reden erbij. Wie zich aanmeldde, ziet het op de eigen route.",
        done="De sessie staat nu op gaat niet door.",
    )  # fmt: skip
    act = lambda: row.cancel(by=request.user, reason=form.cleaned_data["reason"])  # noqa: E731
    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def plan_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It takes place after all, or was put down as held by mistake."""
    row = registers.kept(request, REGISTER, pk)
    form = StepForm(request.POST or None, row=row)
    page = FormPage(
        "Terug naar gepland", row.get_absolute_url(), "Zet terug op gepland", kicker=row.title,
        done="De sessie staat weer op gepland.",
    )  # fmt: skip
    act = lambda: row.plan_again(by=request.user, reason=form.cleaned_data["reason"])  # noqa: E731
    return form_page(request, form, page, act=act)
