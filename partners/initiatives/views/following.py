"""The same page for who has no account, with the link that went by mail: reading, asking, answering, taking back."""

import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.initiatives import talking
from partners.initiatives.forms.desk import MessageForm, WithdrawForm
from partners.initiatives.models import Guest, Initiative
from partners.initiatives.moving import can_be_withdrawn, withdraw
from partners.initiatives.story import story_for_guest
from partners.initiatives.views.ways import kept_secret, no_such_link
from zorgzaam.audit.actors import SystemActor
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

FORM = ["GET", "HEAD", "POST"]


@require_safe
@entrance(Door.ANY, OPEN)
def following(request: HttpRequest, secret: str) -> HttpResponse:
    """Where it is, for who brought it in."""
    if Guest.objects.by_secret(secret) is None:
        return no_such_link(request)
    row = _sent(secret)
    context = {"initiative": row, "story": story_for_guest(row, secret), "secret": secret}
    return kept_secret(render(request, "partners/initiative.html", context))


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
    row = _sent(secret)
    form = MessageForm(request.POST or None)
    page = FormPage(
        "Stel een vraag of geef antwoord", _address(secret), "Verstuur", kicker=row.title,
        lead="Het netwerkbureau leest dit en antwoordt op deze plek. U krijgt dan een mail.", done="Verstuurd.",
    )  # fmt: skip
    visitor = SystemActor.VISITOR

    def act() -> None:
        talking.say(row, form.cleaned_data["text"], by=visitor, from_bureau=False)

    return kept_secret(form_page(request, form, page, act=act, by=visitor))


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
    return kept_secret(form_page(request, form, page, act=act, by=visitor))


def _sent(secret: str) -> Initiative:
    """The initiative of this link, once it was sent. Only the link that was mailed: it proves the mailbox."""
    guest = Guest.objects.by_secret(secret)
    if guest is None or not guest.is_mailed(secret) or guest.initiative.is_draft:
        raise Http404
    found: Initiative = guest.initiative
    return found


def _address(secret: str) -> str:
    return reverse("initiative_following", args=[secret])
