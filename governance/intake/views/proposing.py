"""Proposing: first whether it lies somewhere already, then the proposal, behind three doors."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.intake.forms import LookForm, ProposeForm, found_for
from governance.intake.joining import body_of, find
from governance.intake.models import Proposal
from governance.intake.views.doors import PARTNER, SEAT, STATEN, Way
from zorgzaam.access import may
from zorgzaam.doors import Door, entrance
from zorgzaam.once import not_done, once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
ASKED = ("title", "tasks", "themes")


# ---------------------------------------------------------------- does it lie somewhere?
@require_safe
@entrance(Door.WERKBANK, SEAT.rule)
def look(request: HttpRequest) -> HttpResponse:
    """What lies at bodies already, for who sits somewhere."""
    return _look(request, SEAT)


@require_safe
@entrance(Door.PARTNER, PARTNER.rule)
def look_partner(request: HttpRequest) -> HttpResponse:
    """The same for who speaks for an organisation."""
    return _look(request, PARTNER)


@require_safe
@entrance(Door.STATEN, STATEN.rule)
def look_staten(request: HttpRequest) -> HttpResponse:
    """The same for a council."""
    return _look(request, STATEN)


def _look(request: HttpRequest, way: Way) -> HttpResponse:
    _check(request, way)
    asked = any(request.GET.getlist(name) for name in ASKED)
    form = LookForm(request.GET if asked else None)
    found = form.found(request.user)
    context = {
        "way": way,
        "form": form,
        "found": found,
        "looked": asked and form.is_valid(),
        "new_url": f"{way.url('proposal_new')}?{_said(request.GET)}",
    }
    return render(request, "governance/proposal_look.html", context)


def _said(sent: QueryDict) -> str:
    """What was asked, for the address of the next page."""
    pairs = [(name, value) for name in ASKED for value in sent.getlist(name) if value]
    return urlencode([*pairs, ("looked", "on")])


def _check(request: HttpRequest, way: Way) -> None:
    if not may(request.user, way.rule):
        raise PermissionDenied


# ---------------------------------------------------------------- the proposal
@require_http_methods(METHODS)
@entrance(Door.WERKBANK, SEAT.rule)
@once
def new(request: HttpRequest) -> HttpResponse:
    """Propose something from a seat."""
    return _new(request, SEAT)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, PARTNER.rule)
@once
def new_partner(request: HttpRequest) -> HttpResponse:
    """Propose something for an organisation."""
    return _new(request, PARTNER)


@require_http_methods(METHODS)
@entrance(Door.STATEN, STATEN.rule)
@once
def new_staten(request: HttpRequest) -> HttpResponse:
    """Ask the network to talk about something, for a council."""
    return _new(request, STATEN)


def _new(request: HttpRequest, way: Way) -> HttpResponse:
    _check(request, way)
    form = ProposeForm(
        request.POST or None, request.FILES or None, instance=Proposal(), initial=_initial(request),
        reader=request.user, through=way.through, user=request.user,
    )  # fmt: skip
    page = FormPage(
        "Onderwerp voorstellen", way.url("proposals"), "Verstuur het voorstel", crumbs=way.crumbs,
        lead="Wie de agenda maakt, het netwerkbureau en je eigen organisatie of raad lezen dit. Het is niet openbaar.",
        done="Je voorstel is binnen. Je krijgt een mail ter bevestiging, en volgt hier wat ermee gebeurt.",
        template="governance/proposal_new.html", to=form.instance.get_absolute_url,
    )  # fmt: skip
    context: dict[str, Any] = {"way": way, "beside": _beside(request), "again": _again(request)}
    unseen = _unseen(request, form)
    if unseen:
        # Nothing is carried out: the same form, with what lies somewhere above it.
        return not_done(
            render(request, page.template, {"page": page, "form": form, "found": unseen, **context})
        )
    return form_page(request, form, page, act=lambda: form.send(request.user.person), **context)  # type: ignore[union-attr]


def _unseen(request: HttpRequest, form: ProposeForm) -> list[Any]:
    """What lies somewhere already and was not shown yet to who sends this; looked for once."""
    if request.method != "POST" or not form.is_valid():
        return []
    if form.cleaned_data["looked"] or form.cleaned_data["beside"]:
        return []
    found = found_for(request.user, form.cleaned_data)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["looked"] = "on"  # type: ignore[index]
    return found


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What a link brings along: words and subjects that were looked for, what is joined, and what is proposed anew."""
    sent = request.GET
    said: dict[str, Any] = {"title": sent.get("title", "")[:250], "looked": "looked" in sent}
    said |= {name: sent.getlist(name) for name in ("tasks", "themes")}
    if (beside := _beside(request)) is not None:
        said |= {"beside": sent["bij"], "body": body_of(beside).pk}
    if (before := _again(request)) is not None:
        said |= _words_of(before)
    return said


def _beside(request: HttpRequest) -> Any:
    key = request.POST.get("beside") or request.GET.get("bij") or ""
    return find(request.user, key) if key else None


def _again(request: HttpRequest) -> Proposal | None:
    """The proposal this one follows, of this reader."""
    try:
        key = uuid.UUID(request.POST.get("after") or request.GET.get("na") or "")
    except ValueError:
        return None
    return Proposal.objects.own(request.user).filter(pk=key).first()


def _words_of(before: Proposal) -> dict[str, Any]:
    links = list(before.subjects.all())
    return {
        "title": before.title, "why": before.why, "asks": before.asks, "body": before.body_id,
        "organisation": before.organisation_id, "council": before.council_id, "after": before.pk,
        "tasks": [link.task_id for link in links if link.task_id],
        "themes": [link.theme_id for link in links if link.theme_id],
    }  # fmt: skip
