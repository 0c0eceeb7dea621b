"""Who brings it in and the netwerkbureau: a question, an answer, and taking the initiative back."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from partners.initiatives import talking
from partners.initiatives.forms.desk import MessageForm, WithdrawForm
from partners.initiatives.models import Initiative, Message
from partners.initiatives.moving import withdraw
from zorgzaam.access import get_for, get_visible, may
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.standing import standing_of
from zorgzaam.ui.pages import FormPage, form_page

FORM = ["GET", "HEAD", "POST"]
TALK, WITHDRAW = "partners.talk_about_initiative", "partners.withdraw_initiative"


@require_http_methods(FORM)
@entrance(Door.ANY, TALK)
@once
def say(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask or answer something."""
    row: Initiative = get_for(request.user, Initiative.objects.sent().shown(), TALK, pk=pk)
    for_bureau = _answers_for_bureau(request, row)
    form = MessageForm(request.POST or None)
    lead = (
        "Wie dit indiende, leest dit en krijgt een mail. Je naam staat er niet bij."
        if for_bureau
        else "Het netwerkbureau leest dit en antwoordt op deze plek. U krijgt dan een mail."
    )
    page = FormPage(
        "Stel een vraag of geef antwoord", f"{row.get_absolute_url()}#vragen", "Verstuur", kicker=row.title,
        lead=lead, done="Verstuurd.", crumbs=crumbs(row),
    )  # fmt: skip
    by: Any = request.user
    act = lambda: talking.say(row, form.cleaned_data["text"], by=by, from_bureau=for_bureau)  # noqa: E731
    return form_page(request, form, page, act=act)


def _answers_for_bureau(request: HttpRequest, row: Initiative) -> bool:
    """Somebody of the netwerkbureau who also brings this one in speaks here for the organisation."""
    standing = standing_of(request.user)
    return standing.is_bureau and not may(request.user, "partners.bring_in_initiative", row)


@require_POST
@entrance(Door.WERKBANK, BUREAU)
def settle(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This message needs no answer."""
    message = get_visible(request.user, Message.objects.select_related("initiative"), pk=pk)
    if may(request.user, "partners.bring_in_initiative", message.initiative):
        raise PermissionDenied
    talking.settle(message, by=request.user.person)  # type: ignore[union-attr]
    return redirect(f"{message.initiative.get_absolute_url()}#vragen")


@require_http_methods(FORM)
@entrance(Door.ANY, WITHDRAW)
@once
def take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Withdraw it, with a reason."""
    row = get_for(request.user, Initiative.objects.shown(), WITHDRAW, pk=pk)
    form = WithdrawForm(request.POST or None, row=row)
    page = FormPage(
        "Initiatief intrekken", row.get_absolute_url(), "Trek het in", kicker=row.title, danger=True,
        lead="Niemand doet er dan nog iets mee. Wat u stuurde, blijft bewaard.", done="U hebt het ingetrokken.",
        crumbs=crumbs(row),
    )  # fmt: skip
    by: Any = request.user
    return form_page(request, form, page, act=lambda: withdraw(row, why=form.cleaned_data["why"], by=by))


def crumbs(row: Initiative) -> list[tuple[str, str]]:
    """The pages above a page about this initiative."""
    return [(row.title, row.get_absolute_url())]
