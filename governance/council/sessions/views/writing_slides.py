"""Pages on which who keeps the register writes slides beside those made from the records, and puts them in order."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.council import registers
from governance.council.registers import KEEP
from governance.council.sessions import slide_order
from governance.council.sessions.facts_form import SlideFactsForm
from governance.council.sessions.models import CouncilSession
from governance.council.sessions.models.slides import SessionSlide
from governance.council.sessions.slides import slides_of
from governance.council.sessions.slides_form import SlideForm
from governance.council.sessions.views.programme import crumbs
from governance.council.sessions.views.sessions import METHODS, REGISTER
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

STEPS = {"omhoog": -1, "omlaag": 1}


@require_safe
@entrance(Door.STATEN, KEEP)
def written(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """All slides in the order they are shown; those that were written can be changed, moved and taken away."""
    session = registers.kept(request, REGISTER, pk)
    slides = slides_of(session, request.user)
    context = {"session": session, "slides": slides, "crumbs": crumbs(session)}
    return render(request, "governance/council/slides_written.html", context)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
@once
def new(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    session = registers.kept(request, REGISTER, pk)
    return _write(request, session, SessionSlide(session=session), "Dia schrijven")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def edit(request: HttpRequest, pk: uuid.UUID, slide: uuid.UUID) -> HttpResponse:
    session = registers.kept(request, REGISTER, pk)
    return _write(request, session, _of(session, slide), "Dia wijzigen")


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def facts(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which facts come in the presentation."""
    session = registers.kept(request, REGISTER, pk)
    back = reverse("session_slides", args=[session.pk])
    page = FormPage(
        "Feiten in de presentatie", back, kicker=session.title, crumbs=[*crumbs(session), ("Dia's", back)],
        done="De presentatie is bijgewerkt.",
    )  # fmt: skip
    return form_page(request, SlideFactsForm(request.POST or None, instance=session), page)


@require_POST
@entrance(Door.STATEN, KEEP)
def step(request: HttpRequest, pk: uuid.UUID, slide: uuid.UUID, way: str) -> HttpResponse:
    """Up, down, or away."""
    session = registers.kept(request, REGISTER, pk)
    row = _of(session, slide)
    if way == "weghalen":
        slide_order.remove(row, by=request.user)  # type: ignore[arg-type]
    elif way in STEPS:
        slide_order.move(row, STEPS[way], by=request.user)  # type: ignore[arg-type]
    else:
        raise Http404
    return redirect("session_slides", session.pk)


def _of(session: CouncilSession, slide: uuid.UUID) -> SessionSlide:
    row: SessionSlide = get_object_or_404(
        SessionSlide.objects.select_related("session"), session=session, pk=slide
    )
    return row


def _write(request: HttpRequest, session: CouncilSession, row: SessionSlide, title: str) -> HttpResponse:
    back = reverse("session_slides", args=[session.pk])
    page = FormPage(
        title, back, kicker=session.title, crumbs=[*crumbs(session), ("Dia's", back)], done="De dia staat erbij.",
        lead="Wie de sessie mag lezen, ziet deze dia: op het scherm en in de PDF.",
    )  # fmt: skip
    form = SlideForm(request.POST or None, request.FILES or None, instance=row, user=request.user)
    return form_page(request, form, page)
