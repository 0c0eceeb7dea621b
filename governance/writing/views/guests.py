"""The door for who has the code: say something on your own phone, with or without an account."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.writing.forms import CodeForm, ItemForm
from governance.writing.listing import grouped, live
from governance.writing.models import HarvestItem, HarvestSession
from governance.writing.models.harvest import CODE_LENGTH, MOST_ITEMS
from governance.writing.steps import Refused
from governance.writing.views.answering import FORM
from governance.writing.views.harvesting import questions_of
from zorgzaam.accounts.place import client_address
from zorgzaam.constraints import said_by
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.rates import count, counted
from zorgzaam.standing import standing_of

# A room full of phones comes from one address; guessing codes does too.
WRONG_CODES, ITEMS, WHILE = 100, 600, 600
# Under which name the phone keeps what it sent, and how much of it.
OWN, MOST_OWN = "oogst", 100
# The number with which htmx stops asking.
STOP_ASKING = 286


@require_http_methods(FORM)
@entrance(Door.SITE, OPEN)
def door(request: HttpRequest) -> HttpResponse:
    """Type the code."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _guesses_too_much(request):
            return _wait(request)
        session = _find(request, form.cleaned_data["code"])
        if session is not None and session.is_open:
            return redirect("harvest_guest", session.code)
        form.add_error("code", "Deze code werkt niet. Kijk op het scherm of de oogst nog open is.")
    status = 422 if form.errors else 200
    return render(request, "governance/harvest_door.html", {"form": form}, status=status)


@require_http_methods(FORM)
@entrance(Door.ANY, OPEN)
@once
def guest(request: HttpRequest, code: str) -> HttpResponse:
    """The questions, a box to type in, and what the others said."""
    if _guesses_too_much(request):
        return _wait(request)
    session = _known(request, code)
    questions = questions_of(session.assignment)
    form = ItemForm(request.POST or None, questions=questions, initial={"question": request.GET.get("vraag")})
    if not session.is_open:
        return _closed(request, session, form)
    if request.method == "POST" and form.is_valid():
        if _is_full(request, session):
            return _wait(request)
        if _add(request, session, form):
            request.session[OWN] = [*request.session.get(OWN, []), str(form.instance.pk)][-MOST_OWN:]
            messages.success(request, "Dank je wel, het staat erbij.")
            kept = form.cleaned_data["question"]
            return redirect(f"{request.path}?vraag={kept.pk}" if kept else request.path)
    # Begun here and not at the first opbrengst: of a button pressed twice the first answer never reaches the phone.
    request.session.setdefault(OWN, [])
    context = {"session": session, "form": form, "own": _own(request, session).shown(), **_listed(session)}
    status = 422 if form.errors else 200
    return _not_kept(render(request, "governance/harvest_guest.html", context, status=status))


@require_POST
@entrance(Door.ANY, OPEN)
def guest_take_back(request: HttpRequest, code: str, item: uuid.UUID) -> HttpResponse:
    """What one sent oneself goes out of sight again, while the session is open."""
    if _guesses_too_much(request):
        return _wait(request)
    session = _known(request, code)
    found = get_object_or_404(_own(request, session), pk=item)
    try:
        done = found.take_back()
    except Refused:
        return _closed(request, session, ItemForm(questions=[]))
    messages.success(request, "Je opbrengst is teruggenomen." if done else "Dat was al gedaan.")
    return redirect("harvest_guest", session.code)


def _own(request: HttpRequest, session: HarvestSession) -> Any:
    """What this phone sent in this session, or this account on whichever phone."""
    ours = Q(pk__in=request.session.get(OWN, []))
    if person := standing_of(request.user).person_id:
        ours |= Q(author=person)
    return HarvestItem.objects.filter(ours, session=session)


@require_safe
@entrance(Door.ANY, OPEN)
def guest_list(request: HttpRequest, code: str) -> HttpResponse:
    """What was said, asked for every few seconds."""
    if _guesses_too_much(request):
        return _wait(request)
    session = _known(request, code)
    if not session.is_open:
        context = {"session": session}
        return render(request, "governance/harvest_closed_list.html", context, status=STOP_ASKING)
    return live(
        request,
        _items(session).stamp(),
        lambda: render(request, "governance/harvest_guest_items.html", _listed(session)),
    )


def _find(request: HttpRequest, code: str) -> HarvestSession | None:
    """The session with this code, open or not; a code that never was counts as a guess."""
    rows = HarvestSession.objects.select_related("assignment__theme")
    found: HarvestSession | None = (
        rows.filter(code=code.upper()).first() if len(code) == CODE_LENGTH else None
    )
    if found is None:
        count(_guesses(request), seconds=WHILE)
    return found


def _known(request: HttpRequest, code: str) -> HarvestSession:
    found = _find(request, code)
    if found is None:
        raise Http404
    return found


def _closed(request: HttpRequest, session: HarvestSession, form: ItemForm) -> HttpResponse:
    """Nothing of what was said, and what was typed too late still in its box."""
    context = {"session": session, "typed": form.data.get("text", "") if form.is_bound else ""}
    return _not_kept(render(request, "governance/harvest_closed.html", context, status=410))


def _guesses(request: HttpRequest) -> str:
    return f"oogst-code:{client_address(request)}"


def _guesses_too_much(request: HttpRequest) -> bool:
    return counted(_guesses(request)) >= WRONG_CODES


def _is_full(request: HttpRequest, session: HarvestSession) -> bool:
    sent = count(f"oogst:{session.pk}:{client_address(request)}", seconds=WHILE)
    return sent > ITEMS or session.items.count() >= MOST_ITEMS


def _items(session: HarvestSession) -> Any:
    """What those in the room see: everything that is not hidden, or nothing when the session says so."""
    shown = HarvestItem.objects.filter(session=session).shown()
    return shown if session.guests_read else shown.none()


def _listed(session: HarvestSession) -> dict[str, Any]:
    items = _items(session)
    return {
        "session": session,
        "groups": grouped(items, questions_of(session.assignment)) if session.guests_read else [],
        "stamp": items.stamp(),
        "list_url": f"{reverse('harvest_guest_list', args=[session.code])}?",
    }


def _add(request: HttpRequest, session: HarvestSession, form: ItemForm) -> bool:
    form.instance.assignment, form.instance.session = session.assignment, session
    form.instance.author_id = standing_of(request.user).person_id
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError as refusal:
        form.add_error(None, said_by(refusal).message)
        return False
    return True


def _wait(request: HttpRequest) -> HttpResponse:
    response = render(request, "governance/harvest_wait.html", status=429)
    response["Retry-After"] = str(WHILE)
    return response


def _not_kept(response: HttpResponse) -> HttpResponse:
    """Not kept by the phone or anything in between: after the close nothing of it is to be seen."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
