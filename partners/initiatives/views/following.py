"""The same page for who has no account, with the link that went by mail: reading, asking, answering, taking back."""

import uuid

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from partners.initiatives import talking
from partners.initiatives.forms.desk import MessageForm, WithdrawForm
from partners.initiatives.guests import too_many_messages
from partners.initiatives.moving import can_be_withdrawn, withdraw
from partners.initiatives.story import story_for_guest
from partners.initiatives.views.ways import METHODS, by_mailed_link
from partners.initiatives.ways import Way
from zorgzaam.files.stream import stream
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

ENOUGH = "U stuurde net al veel berichten. Wacht een uur, of schrijf het in één bericht."


@require_safe
@by_mailed_link
def following(request: HttpRequest, way: Way) -> HttpResponse:
    """Where it is, for who brought it in."""
    story = story_for_guest(way.initiative, way.secret)
    context = {"initiative": way.initiative, "story": story, "secret": way.secret}
    return render(request, "partners/initiative.html", context)


@require_safe
@by_mailed_link
def file(request: HttpRequest, way: Way, pk: uuid.UUID) -> FileResponse:
    """A file that went along."""
    found = get_object_or_404(way.initiative.files.select_related("file"), pk=pk)
    return stream(found.file, found.filename)


@require_http_methods(METHODS)
@by_mailed_link
@once
def say(request: HttpRequest, way: Way) -> HttpResponse:
    """Ask or answer something."""
    row = way.initiative
    form = MessageForm(request.POST or None)
    page = FormPage(
        "Stel een vraag of geef antwoord", way.page_url, "Verstuur", kicker=row.title,
        lead="Het netwerkbureau leest dit en antwoordt op deze plek. U krijgt dan een mail.", done="Verstuurd.",
    )  # fmt: skip

    def act() -> None:
        if way.guest is not None and too_many_messages(way.guest):
            raise ValidationError(ENOUGH)
        talking.say(row, form.cleaned_data["text"], by=way.actor, from_bureau=False)

    return form_page(request, form, page, act=act, by=way.actor)


@require_http_methods(METHODS)
@by_mailed_link
@once
def take_back(request: HttpRequest, way: Way) -> HttpResponse:
    """Withdraw it, with a reason."""
    row = way.initiative
    if not can_be_withdrawn(row):
        raise Http404
    form = WithdrawForm(request.POST or None, row=row)
    page = FormPage(
        "Initiatief intrekken", way.page_url, "Trek het in", kicker=row.title, danger=True,
        lead="Niemand doet er dan nog iets mee. Wat u stuurde, blijft bewaard.", done="U hebt het ingetrokken.",
    )  # fmt: skip
    act = lambda: withdraw(row, why=form.cleaned_data["why"], by=way.actor)  # noqa: E731
    return form_page(request, form, page, act=act, by=way.actor)
