"""The same page for who has no account, with the link that went by mail: reading, asking, answering, taking back."""

import uuid

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.initiatives import talking
from partners.initiatives.forms.desk import MessageForm, WithdrawForm
from partners.initiatives.guests import too_many_messages
from partners.initiatives.models import Guest, Initiative
from partners.initiatives.moving import can_be_withdrawn, withdraw
from partners.initiatives.story import story_for_guest
from zorgzaam.audit.actors import SystemActor
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

FORM = ["GET", "HEAD", "POST"]
ENOUGH = "U stuurde net al veel berichten. Wacht een uur, of schrijf het in één bericht."


@require_safe
@entrance(Door.ANY, OPEN)
def following(request: HttpRequest, secret: str) -> HttpResponse:
    """Where it is, for who brought it in."""
    row = _sent(secret)
    context = {"initiative": row, "story": story_for_guest(row, secret), "secret": secret}
    return hidden(render(request, "partners/initiative.html", context))


@require_safe
@entrance(Door.ANY, OPEN)
def file(request: HttpRequest, secret: str, pk: uuid.UUID) -> FileResponse:
    """A file that went along."""
    found = get_object_or_404(_sent(secret).files.select_related("file"), pk=pk)
    return stream(found.file, found.filename)


@require_http_methods(FORM)
@entrance(Door.ANY, OPEN)
@once
def say(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask or answer something."""
    guest = _guest(secret)
    row: Initiative = guest.initiative
    form = MessageForm(request.POST or None)
    page = FormPage(
        "Stel een vraag of geef antwoord", _address(secret), "Verstuur", kicker=row.title,
        lead="Het netwerkbureau leest dit en antwoordt op deze plek. U krijgt dan een mail.", done="Verstuurd.",
    )  # fmt: skip
    visitor = SystemActor.VISITOR

    def act() -> None:
        if too_many_messages(guest):
            raise ValidationError(ENOUGH)
        talking.say(row, form.cleaned_data["text"], by=visitor, from_bureau=False)

    return hidden(form_page(request, form, page, act=act, by=visitor))


@require_http_methods(FORM)
@entrance(Door.ANY, OPEN)
@once
def take_back(request: HttpRequest, secret: str) -> HttpResponse:
    """Withdraw it, with a reason."""
    row = _sent(secret)
    if not can_be_withdrawn(row):
        raise Http404
    form = WithdrawForm(request.POST or None, row=row)
    page = FormPage(
        "Initiatief intrekken", _address(secret), "Trek het in", kicker=row.title, danger=True,
        lead="Niemand doet er dan nog iets mee. Wat u stuurde, blijft bewaard.", done="U hebt het ingetrokken.",
    )  # fmt: skip
    visitor = SystemActor.VISITOR
    act = lambda: withdraw(row, why=form.cleaned_data["why"], by=visitor)  # noqa: E731
    return hidden(form_page(request, form, page, act=act, by=visitor))


def _sent(secret: str) -> Initiative:
    """The initiative of this link, once it was sent. Only the link that was mailed: it proves the mailbox."""
    found: Initiative = _guest(secret).initiative
    return found


def _guest(secret: str) -> Guest:
    guest = Guest.objects.by_secret(secret)
    if guest is None or not guest.is_mailed(secret) or guest.initiative.is_draft:
        raise Http404
    return guest


def _address(secret: str) -> str:
    return reverse("initiative_following", args=[secret])


def hidden(response: HttpResponse) -> HttpResponse:
    """No cache keeps it, no search engine lists it, and no other site hears the address. Not "no-referrer": a browser
    then posts its own form with `Origin: null`, which is refused as forged."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin"
    return response
