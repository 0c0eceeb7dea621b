"""The papers of a session: read by who reads it, put there by who keeps the register."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.council import registers
from governance.council.registers import KEEP
from governance.council.sessions.models import CouncilSession, SessionPaper
from governance.council.sessions.papers_form import SessionPaperForm
from governance.council.sessions.views.programme import crumbs
from governance.council.sessions.views.sessions import METHODS, REGISTER
from governance.council.taking import taking
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


@require_safe
@entrance(Door.STATEN, OPEN)
def paper(request: HttpRequest, pk: uuid.UUID, paper: uuid.UUID) -> HttpResponseBase:
    """The file itself."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    row = _of(session, paper)
    return stream(row.file, row.filename)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a paper with the session."""
    session = registers.kept(request, REGISTER, pk)
    return _write(request, session, SessionPaper(session=session), "Stuk toevoegen")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def edit(request: HttpRequest, pk: uuid.UUID, paper: uuid.UUID) -> HttpResponse:
    """Another title, or another file under it."""
    session = registers.kept(request, REGISTER, pk)
    return _write(request, session, _of(session, paper), "Stuk wijzigen")


@require_POST
@entrance(Door.STATEN, KEEP)
def take(request: HttpRequest, pk: uuid.UUID, paper: uuid.UUID) -> HttpResponse:
    """Not this paper after all; the history keeps that it was there."""
    session = registers.kept(request, REGISTER, pk)
    with taking(session, request.user):  # type: ignore[arg-type]
        gone = session.papers.filter(pk=paper).delete()[0]
    if gone:
        messages.success(request, "Het stuk is weggehaald.")
    return redirect(f"{session.get_absolute_url()}#stukken")


def _of(session: CouncilSession, pk: uuid.UUID) -> SessionPaper:
    row: SessionPaper = get_object_or_404(session.papers.select_related("file", "session"), pk=pk)
    return row


def _write(request: HttpRequest, session: CouncilSession, row: SessionPaper, title: str) -> HttpResponse:
    page = FormPage(
        title, f"{session.get_absolute_url()}#stukken", kicker=session.title, crumbs=crumbs(session),
        done="Het stuk staat bij de sessie.", lead="Wie de sessie mag lezen, leest dit stuk ook.",
    )  # fmt: skip
    form = SessionPaperForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    return form_page(request, form, page)
