"""The werkbank of inbreng: what waits for a look or an answer, and the forms of the netwerkbureau."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.voices.contacts import VoiceContact
from regioplan.voices.emails import readers
from regioplan.voices.forms import (
    AnswerForm,
    ContactForm,
    DiscardForm,
    PublishForm,
    RemoveContactForm,
    VoiceForm,
    WithdrawForm,
)
from regioplan.voices.models import State, Voice, VoiceAnswer
from zorgzaam.access import get_for
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
KEEP = "regioplan.keep_voices"
PER_PAGE = 50


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def desk(request: HttpRequest) -> HttpResponse:
    """Drafts, what has no answer yet, and all that is there."""
    mine = Voice.objects.visible_to(request.user)
    page = Paginator(mine.exclude(state=State.DRAFT).shown(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "drafts": mine.filter(state=State.DRAFT).shown(),
        "waiting": mine.unanswered().shown(),
        "page": page,
    }
    return render(request, "regioplan/voices_desk.html", context)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def voice_add(request: HttpRequest) -> HttpResponse:
    """What a group or council said, as a draft."""
    initial = {"theme": request.GET.get("thema", ""), "task": request.GET.get("opgave", "")}
    page = _page(
        "Inbreng vastleggen",
        lead="Schrijf op wat er werd gezegd en door welke groep. Het is een concept totdat je het openbaar maakt.",
        done="Vastgelegd als concept. Maak het openbaar als je het hebt nagelezen.",
    )
    return form_page(request, VoiceForm(request.POST or None, initial=initial), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def voice_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words for what was said; the history keeps the earlier ones."""
    row = _voice(request, pk)
    return form_page(request, VoiceForm(request.POST or None, instance=row), _page("Inbreng wijzigen", row))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def voice_publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everybody may read it, after one more look."""
    row = _voice(request, pk)
    form = PublishForm(request.POST or None, row=row)
    lead = "Lees de tekst nog één keer. Namen en adressen van inwoners horen niet op de site."
    page = _page(
        "Inbreng openbaar maken", row, lead=lead, submit="Maak openbaar", done="De inbreng staat op de site.",
        template="regioplan/voice_publish.html",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: row.publish(by=_me(request)), voice=row)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def voice_withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Off the site."""
    row = _voice(request, pk)
    form = WithdrawForm(request.POST or None, row=row)
    page = _page(
        "Inbreng intrekken", row, submit="Trek in", danger=True, done="De inbreng is van de site.",
        lead="De tekst gaat van de site. Dat hij er stond, blijft te zien, met jouw reden.",
    )  # fmt: skip
    return form_page(
        request, form, page, act=lambda: row.withdraw(by=_me(request), reason=form.cleaned_data["reason"])
    )


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def voice_discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw away a draft."""
    row = _voice(request, pk)
    if row.state != State.DRAFT:
        return HttpResponseRedirect(row.get_absolute_url())
    page = FormPage(
        "Concept weggooien", reverse("voices_desk"), "Gooi weg", kicker=row.title, danger=True,
        crumbs=_crumbs(), lead="Niemand anders heeft dit gelezen. Weg is weg.", done="Het concept is weg.",
    )  # fmt: skip
    form = DiscardForm(request.POST or None, row=row)
    return form_page(request, form, page, act=lambda: row.discard(by=_me(request)))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def answer_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was done with it."""
    row = _voice(request, pk)
    answer = VoiceAnswer(voice=row, answered_on=timezone.localdate())
    form = AnswerForm(request.POST or None, instance=answer)
    page = _page(
        "Antwoord geven", row, done="Het antwoord is vastgelegd.",
        lead="Wat is ermee gedaan, en wat is erdoor veranderd? Ook een nee is een antwoord. "
        f"{_who_hears(row)}",
    )  # fmt: skip
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def answer_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A mistake in an answer put right."""
    row = get_for(request.user, VoiceAnswer.objects.select_related("voice"), KEEP, pk=pk)
    return form_page(
        request, AnswerForm(request.POST or None, instance=row), _page("Antwoord wijzigen", row.voice)
    )


def _who_hears(row: Voice) -> str:
    """Whom the answer is mailed to once it is public, said beforehand."""
    many = len(readers(row))
    if not many:
        return "Niemand krijgt hierover bericht: niemand volgt deze inbreng of liet een adres achter."
    who = "Eén persoon krijgt" if many == 1 else f"{many} mensen krijgen"
    return f"{who} hierover bericht" + ("." if row.is_public else ", zodra de inbreng openbaar is.")


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def contact_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """An address of who brought it in and wants to hear the answer."""
    row = _voice(request, pk)
    if row.state == State.WITHDRAWN:
        return HttpResponseRedirect(row.get_absolute_url())
    form = ContactForm(request.POST or None, instance=VoiceContact(voice=row))
    page = _page(
        "Wie krijgt bericht van het antwoord?", row, done="Het adres staat erbij.",
        lead="Alleen het netwerkbureau ziet dit adres. We gebruiken het om te laten weten wat er met de inbreng is "
        "gedaan, en nergens anders voor.",
    )  # fmt: skip
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def contact_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """This address hears nothing more."""
    row = get_for(request.user, VoiceContact.objects.select_related("voice"), KEEP, pk=pk)
    page = _page(
        "Adres weghalen", row.voice, submit="Haal weg", danger=True, done="Het adres is weg.",
        lead=f"{row.address} krijgt dan geen bericht meer over deze inbreng.",
    )  # fmt: skip
    return form_page(request, RemoveContactForm(request.POST or None), page, act=row.delete)


def _voice(request: HttpRequest, pk: uuid.UUID) -> Any:
    return get_for(request.user, Voice.objects.all(), KEEP, pk=pk)


def _me(request: HttpRequest) -> Any:
    """The account; the door let nobody in without one."""
    return request.user


def _page(title: str, of: Voice | None = None, **words: Any) -> FormPage:
    back = of.get_absolute_url() if of else reverse("voices_desk")
    return FormPage(title, back, kicker=of.title if of else "", crumbs=_crumbs(), **words)


def _crumbs() -> list[tuple[str, str]]:
    return [
        ("Werkbank", reverse("werkbank")),
        ("Regioplan", reverse("regioplan_hub")),
        ("Inbreng", reverse("voices_desk")),
    ]
