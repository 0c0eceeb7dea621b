"""Pages of who comes to a session: signing up, my route, and the list of who keeps the register."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.council import registers
from governance.council.registers import KEEP
from governance.council.sessions import joining
from governance.council.sessions.joining_forms import GroupForm
from governance.council.sessions.models import CouncilSession, SessionPlace
from governance.council.sessions.programme import programme_of
from governance.council.sessions.route import Stop, calendar, route_of
from governance.council.sessions.views.programme import crumbs
from governance.council.sessions.views.sessions import JOIN, METHODS, REGISTER
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(METHODS)
@entrance(Door.STATEN, JOIN)
def join(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign up, or choose another group."""
    session: CouncilSession = get_for(request.user, CouncilSession.objects.shown(), JOIN, pk=pk)
    if not session.takes_people:
        messages.info(request, joining.TOO_LATE)
        return redirect(session)
    me = request.user.person  # type: ignore[union-attr]
    mine = session.places.filter(person=me).first()
    form = _group_form(request, session, mine)
    page = FormPage(
        "Andere groep" if mine else "Aanmelden", session.get_absolute_url(),
        "Kies deze groep" if mine else "Meld mij aan", kicker=session.title, crumbs=crumbs(session),
        lead="" if form.fields else "Er zijn nog geen groepen. Zodra die er zijn, ziet u op uw route waar u heen gaat.",
        done="U staat op de lijst. Dit is uw route.", to=lambda: reverse("council_session_route", args=[pk]),
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: joining.join(session, me, form.letter, by=request.user))  # type: ignore[arg-type]


@require_POST
@entrance(Door.STATEN, JOIN)
def leave(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign off; pressed twice is once."""
    session = get_for(request.user, CouncilSession.objects.shown(), JOIN, pk=pk)
    joining.leave(session, request.user.person, by=request.user)  # type: ignore[union-attr, arg-type]
    messages.success(request, "U staat niet meer op de lijst.")
    return redirect(session)


@require_safe
@entrance(Door.STATEN, SIGNED_IN)
def route(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which room, when, for who signed up; for others the session itself."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    mine = session.places.filter(person=request.user.person).first()  # type: ignore[union-attr]
    if mine is None:
        return redirect(session)
    return render(
        request,
        "governance/council/route.html",
        {"session": session, "mine": mine, "stops": _route(session, mine)},
    )


@require_safe
@entrance(Door.STATEN, SIGNED_IN)
def route_calendar(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The same as a calendar; 404 for who did not sign up."""
    session = get_visible(request.user, CouncilSession.objects.shown(), pk=pk)
    mine = session.places.filter(person=request.user.person).first()  # type: ignore[union-attr]
    if mine is None:
        raise Http404
    answer = HttpResponse(
        calendar(session, mine, _route(session, mine)), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="mijn-route.ics"'
    return answer


def _route(session: CouncilSession, mine: SessionPlace) -> list[Stop]:
    return route_of(programme_of(session), mine.group)


@require_safe
@entrance(Door.STATEN, KEEP)
def places(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who comes, group by group, for who keeps the register."""
    session = registers.kept(request, REGISTER, pk)
    part = joining.in_breakouts(programme_of(session))
    rows = list(session.places.select_related("person").order_by("group", "person__name", "pk"))
    letters = part.groups if part else []
    context = {
        "session": session,
        "rows": rows,
        "rooms": joining.rooms_of(session, part),
        "waiting": [row for row in rows if row.group not in letters] if letters else [],
    }
    return render(request, "governance/council/session_places.html", context)


@require_POST
@entrance(Door.STATEN, KEEP)
def spread(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give everybody a group who has none."""
    session = registers.kept(request, REGISTER, pk)
    try:
        joining.spread(session, by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("council_session_places", pk)


@require_http_methods(METHODS)
@entrance(Door.STATEN, KEEP)
def move(request: HttpRequest, pk: uuid.UUID, place: int) -> HttpResponse:
    """Put somebody in another group."""
    session = registers.kept(request, REGISTER, pk)
    row = get_object_or_404(session.places.select_related("person"), pk=place)
    form = _group_form(request, session, row)
    page = FormPage(
        f"Groep van {row.person.name}", reverse("council_session_places", args=[pk]), kicker=session.title,
        crumbs=crumbs(session), done="De groep is aangepast.",
    )  # fmt: skip
    act = lambda: joining.join(session, row.person, form.letter, by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


def _group_form(request: HttpRequest, session: CouncilSession, place: SessionPlace | None) -> Any:
    part = joining.in_breakouts(programme_of(session))
    rooms = joining.rooms_of(session, part)
    data = request.POST if request.method == "POST" else None
    return GroupForm(data, part=part, rooms=rooms, now=place.group if place else "")
