"""Reading and answering who wants to come in: colleagues of the organisation, and the netwerkbureau."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.joining import answering, taking_part
from partners.joining.forms import AnswerForm, GrantForm, PlaceForm, RefuseForm
from partners.joining.models import AccessRequest, AccessState, Ask, AskKind, AskState
from zorgzaam.access import get_for, may
from zorgzaam.accounts.models import User
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import standing_of
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
ANSWER, OF_ORGANISATION = "partners.answer_access", "partners.answer_organisation"
FEW = 20


@require_safe
@entrance(Door.ANY, "partners.see_access")
def access_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who asks what; for who may, the two answers."""
    row = get_for(request.user, AccessRequest.objects.shown(), "partners.see_access", pk=pk)
    context = {
        "row": row,
        "is_own": row.person_id == standing_of(request.user).person_id,
        "answers": may(request.user, ANSWER, row),
        "crumbs": _crumbs(request, row),
    }
    return render(request, "partners/access_request.html", context)


@require_http_methods(METHODS)
@entrance(Door.ANY, ANSWER)
@once
def access_grant(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let them in."""
    row: Any = get_for(request.user, AccessRequest.objects.shown(), ANSWER, pk=pk)
    form = GrantForm(request.POST or None, row=row)
    page = _page(
        request, row, f"{row.name} toelaten", submit="Laat toe", done=f"{row.name} mag nu namens {row.of} spreken.",
        lead=f"{row.name} ({row.address}) spreekt vanaf vandaag namens {row.of}, en krijgt een mail met de weg naar "
        "binnen.",
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: answering.grant(row, form.grant, by=_me(request)), row=row
    )


@require_http_methods(METHODS)
@entrance(Door.ANY, ANSWER)
@once
def access_refuse(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Do not let them in, and say why."""
    row: Any = get_for(request.user, AccessRequest.objects.shown(), ANSWER, pk=pk)
    form = RefuseForm(request.POST or None, row=row)
    page = _page(
        request, row, f"{row.name} niet toelaten", submit="Laat niet toe", danger=True,
        done="Het antwoord is verstuurd.",
    )  # fmt: skip
    act = lambda: answering.refuse(row, form.cleaned_data["reason"], by=_me(request))  # noqa: E731
    return form_page(request, form, page, act=act, row=row)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def desk(request: HttpRequest) -> HttpResponse:
    """Who wants to come in, and what was answered lately."""
    people = AccessRequest.objects.visible_to(request.user).shown()
    asks = Ask.objects.visible_to(request.user).shown()
    context = {
        "people": people.filter(state=AccessState.OPEN).order_by("asked_at"),
        "asks": asks.filter(state=AskState.OPEN).order_by("asked_at"),
        "people_before": people.exclude(state=AccessState.OPEN)[:FEW],
        "asks_before": asks.exclude(state=AskState.OPEN)[:FEW],
    }
    return render(request, "partners/joining_desk.html", context)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, OF_ORGANISATION)
@once
def ask_yes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Yes to what an organisation asks."""
    row: Any = get_for(request.user, Ask.objects.shown(), OF_ORGANISATION, pk=pk)
    joins = row.kind == AskKind.JOIN
    form: Any = (PlaceForm if joins else AnswerForm)(request.POST or None, row=row)
    page = _desk_page(
        row, "Ja, zij doet mee" if joins else "Het is veranderd", submit="Verstuur het antwoord",
        lead=f"{row.organisation} vraagt: “{row.words}”",
    )  # fmt: skip

    def act() -> None:
        place = form.place if joins else None
        taking_part.say_yes(row, form.cleaned_data["words"], by=_me(request), place=place)

    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, OF_ORGANISATION)
@once
def ask_no(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """No, and why."""
    row: Any = get_for(request.user, Ask.objects.shown(), OF_ORGANISATION, pk=pk)
    form = AnswerForm(request.POST or None, row=row)
    page = _desk_page(
        row,
        "Nee",
        submit="Verstuur het antwoord",
        danger=True,
        lead=f"{row.organisation} vraagt: “{row.words}”",
    )
    return form_page(
        request, form, page, act=lambda: taking_part.say_no(row, form.cleaned_data["words"], by=_me(request))
    )


def _me(request: HttpRequest) -> User:
    """The door let nobody in without an account."""
    return cast("User", request.user)


def _crumbs(request: HttpRequest, row: AccessRequest) -> list[tuple[str, str]]:
    standing = standing_of(request.user)
    if standing.is_bureau:
        return [("Werkbank", reverse("werkbank")), ("Aanmeldingen", reverse("joining_desk"))]
    if row.organisation_id in standing.organisations:
        own = reverse("own_place", args=[row.organisation_id])
        return [("Partnerportaal", reverse("partner")), (row.of, own)]
    return []


def _page(request: HttpRequest, row: AccessRequest, title: str, **words: Any) -> FormPage:
    here = (f"{row.name} vraagt toegang", row.get_absolute_url())
    crumbs = [*_crumbs(request, row), here]
    return FormPage(title, row.get_absolute_url(), kicker=row.of, crumbs=crumbs, **words)


def _desk_page(row: Ask, title: str, **words: Any) -> FormPage:
    crumbs = [("Werkbank", reverse("werkbank")), ("Aanmeldingen", reverse("joining_desk"))]
    return FormPage(
        title, reverse("joining_desk"), kicker=str(row), crumbs=crumbs,
        done="De organisatie krijgt het antwoord per mail.", **words,
    )  # fmt: skip
