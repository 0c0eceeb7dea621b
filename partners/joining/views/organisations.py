"""What an organisation asks the netwerkbureau from its own place."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.joining import taking_part
from partners.joining.forms import ButtonForm, WordsForm
from partners.joining.models import Ask, AskKind
from partners.organisations.models import Organisation
from partners.organisations.own import own_crumbs
from zorgzaam.access import get_for
from zorgzaam.accounts.models import User
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

LABELS = {
    AskKind.JOIN: "Waarom willen jullie meedoen, en wat brengen jullie mee?",
    AskKind.DETAILS: "Wat moet er anders?",
}
METHODS = ["GET", "HEAD", "POST"]
RULE = "partners.ask_as_organisation"
WORDS = {
    AskKind.JOIN: (
        "We willen meedoen",
        "Schrijf waarom jullie willen meedoen en wat jullie kunnen bijdragen. Het netwerkbureau leest het en "
        "antwoordt, met een reden.",
    ),
    AskKind.DETAILS: (
        "Naam, soort of gemeente klopt niet",
        "Schrijf wat er moet staan. Het netwerkbureau kijkt het na en past het aan.",
    ),
}


@require_http_methods(METHODS)
@entrance(Door.PARTNER, RULE)
@once
def ask_join(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To take part in the network."""
    return _ask(request, pk, AskKind.JOIN)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, RULE)
@once
def ask_details(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To put right what only the netwerkbureau changes."""
    return _ask(request, pk, AskKind.DETAILS)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, RULE)
@once
def ask_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The organisation asks it no more."""
    row: Any = get_for(request.user, Ask.objects.shown(), RULE, pk=pk)
    page = FormPage(
        "Vraag intrekken", row.get_absolute_url(), "Trek in", kicker=row.get_kind_display(), danger=True,
        crumbs=own_crumbs(request, row.organisation), done="De vraag is ingetrokken.",
        lead="Jullie kunnen het later opnieuw vragen.",
    )  # fmt: skip
    form = ButtonForm(request.POST or None, row=row)
    return form_page(
        request, form, page, act=lambda: taking_part.withdraw(row, by=cast("User", request.user))
    )


def _ask(request: HttpRequest, pk: uuid.UUID, kind: AskKind) -> HttpResponse:
    one: Any = get_for(request.user, Organisation.objects.all(), RULE, pk=pk)
    title, lead = WORDS[kind]
    page = FormPage(
        title, reverse("own_place", args=[pk]) + "#vragen", "Verstuur", kicker=one.name, lead=lead,
        crumbs=own_crumbs(request, one),
        done="Het netwerkbureau heeft jullie vraag. Jullie krijgen een mail met het antwoord.",
    )  # fmt: skip
    form = WordsForm(request.POST or None, label=LABELS[kind])
    return form_page(
        request, form, page,
        act=lambda: taking_part.ask(one, kind, form.cleaned_data["words"], by=cast("User", request.user)),
    )  # fmt: skip
