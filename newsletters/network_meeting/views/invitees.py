"""Who is asked: the list, adding, leaving out, noting an answer that came by telephone."""

import uuid

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsletters.network_meeting import circle, listing
from newsletters.network_meeting.answer_forms import AnswerForm
from newsletters.network_meeting.forms import ExtraForm, LeaveOutForm
from newsletters.network_meeting.models import Answer, Invitee, NetworkMeeting
from newsletters.network_meeting.views.desk import METHODS, crumbs, kept
from newsletters.network_meeting.views.own import say
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

STANDS = {
    "alle": ("Op de lijst", Q(excluded_at__isnull=True, forgotten_at__isnull=True)),
    "ja": ("Komt", Q(answer=Answer.YES, excluded_at__isnull=True)),
    "nee": ("Komt niet", Q(answer=Answer.NO, excluded_at__isnull=True)),
    "open": ("Geen antwoord", Q(answer=Answer.NONE, excluded_at__isnull=True, forgotten_at__isnull=True)),
    "niet": ("Niet gevraagd", Q(excluded_at__isnull=False)),
}
A_PAGE = 50


class FindForm(forms.Form):
    """What part of the list is shown."""

    zoek = forms.CharField(label="Naam, adres of organisatie", required=False, max_length=100)
    stand = forms.ChoiceField(
        label="Stand", required=False, choices=[(key, label) for key, (label, _) in STANDS.items()]
    )


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def invitees(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The list, to look somebody up in."""
    found = kept(request, pk)
    form = FindForm(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    stand, words = said.get("stand") or "alle", said.get("zoek", "")
    rows = _searched(found.invitees.filter(STANDS[stand][1]), words).shown()  # type: ignore[attr-defined]
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "network_meeting": found,
        "page": page,
        "stand": stand,
        "words": words,
        "form": form,
        "unwilling": listing.unwilling(page),
        "without_address": circle.without_address(found),
        "left": list(circle.left(found).order_by("name")),
    }
    return render(request, "newsletters/network/invitees.html", context)


def _searched(rows: "QuerySet[Invitee]", words: str) -> "QuerySet[Invitee]":
    if not words:
        return rows
    named = Q(name__unaccent__icontains=words) | Q(address__icontains=words)
    return rows.filter(
        Q(pk__in=rows.filter(named).values("pk"))
        | Q(pk__in=rows.filter(organisations__name__unaccent__icontains=words).values("pk"))
        | Q(pk__in=rows.filter(attendees__name__unaccent__icontains=words).values("pk"))
    )


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def gather(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put on the list who joined the circle since."""
    found = kept(request, pk)
    count = circle.gather(found, by=request.user)  # type: ignore[arg-type]
    said = (
        "Iedereen uit de kring stond al op de lijst."
        if not count
        else f"{count} {'adres' if count == 1 else 'adressen'} erbij gezet."
    )
    messages.success(request, said)
    return redirect("network_invitees", found.pk)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask somebody besides the circle."""
    found = kept(request, pk)
    form = ExtraForm(request.POST or None)
    page = _page(found, "Iemand toevoegen", "Zet op de lijst", done="Toegevoegd.")
    return form_page(request, form, page, act=lambda: listing.add(found, form.extra, by=request.user))  # type: ignore[arg-type]


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
def leave_out(request: HttpRequest, pk: uuid.UUID, invitee: uuid.UUID) -> HttpResponse:
    """Do not ask somebody."""
    found, row = _of(request, pk, invitee)
    form = LeaveOutForm(request.POST or None)
    page = _page(
        found, f"{row.name} niet vragen", "Vraag deze persoon niet",
        lead="Er gaat dan geen mail over deze bijeenkomst meer uit, en de link werkt niet. Je kunt dit terugdraaien.",
    )  # fmt: skip
    act = lambda: listing.leave_out(row, form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def take_back(request: HttpRequest, pk: uuid.UUID, invitee: uuid.UUID) -> HttpResponse:
    """Ask them after all."""
    found, row = _of(request, pk, invitee)
    listing.take_back(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{row.name} staat weer op de lijst.")
    return redirect("network_invitees", found.pk)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def new_link(request: HttpRequest, pk: uuid.UUID, invitee: uuid.UUID) -> HttpResponse:
    """The old link opens nothing any more; the next mail carries the new one."""
    found, row = _of(request, pk, invitee)
    listing.new_link(row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "De oude link werkt niet meer. Wie hem had, krijgt een mail met de nieuwe.")
    return redirect("network_invitees", found.pk)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def note(request: HttpRequest, pk: uuid.UUID, invitee: uuid.UUID) -> HttpResponse:
    """Write down an answer that came by telephone or mail."""
    found, row = _of(request, pk, invitee)
    names = list(row.attendees.order_by("position").values_list("name", flat=True))
    form = AnswerForm(request.POST or None, row=row, people=names)
    page = _page(
        found, f"Antwoord van {row.name}", "Bewaar dit antwoord",
        lead="Voor wie belde of mailde. De persoon krijgt er een bevestiging van.",
    )  # fmt: skip
    act = lambda: say(request, row, form.given, request.user)  # type: ignore[arg-type] # noqa: E731
    return form_page(request, form, page, act=act)


def _of(request: HttpRequest, pk: uuid.UUID, invitee: uuid.UUID) -> tuple[NetworkMeeting, Invitee]:
    found = kept(request, pk)
    row = get_object_or_404(Invitee.objects.visible_to(request.user), network_meeting=found, pk=invitee)
    row.network_meeting = found
    return found, row


def _page(found: NetworkMeeting, title: str, submit: str, **more: str) -> FormPage:
    back = reverse("network_invitees", args=[found.pk])
    above = crumbs(found, ("Genodigden", back))
    return FormPage(title, back, submit, kicker=found.meeting.title, crumbs=above, **more)  # type: ignore[arg-type]
