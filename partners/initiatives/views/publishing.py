"""Pages of publishing for the netwerkbureau: the words, the question, the preview with the button, off the site."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.initiatives.forms.publishing import (
    AskForm,
    NoteAgreementForm,
    OffForm,
    PublicTextForm,
    PublishForm,
)
from partners.initiatives.models import Initiative, PublicText
from partners.initiatives.publishing import steps
from partners.initiatives.publishing.content import changed
from partners.initiatives.views.agreeing import on_the_site, preview_of, text_of
from partners.initiatives.views.ways import METHODS
from zorgzaam.access import get_for
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

PUBLISH = "partners.publish_initiative"


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, PUBLISH)
@once
def write_text(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The words for the public."""
    initiative = _initiative(request, pk, PUBLISH)
    text = PublicText.objects.filter(initiative=initiative).first()
    text = text or PublicText(initiative=initiative, title=initiative.title)
    page = _page(
        "Tekst voor de site", initiative, done="De tekst is bewaard. Hij staat nog niet op de site.",
        lead="Schrijf voor inwoners: wat er gebeurt, voor wie en waarom. Wie het initiatief indient, geeft er akkoord "
        "op. Verander je de tekst daarna, dan vraag je opnieuw akkoord.",
    )  # fmt: skip
    return form_page(request, PublicTextForm(request.POST or None, instance=text), page)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, PUBLISH)
@once
def ask(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask who brings it in whether these words may be on the site."""
    initiative, text = _with_text(request, pk, PUBLISH)
    page = _page(
        "Akkoord vragen", initiative, submit="Vraag akkoord", done="De vraag is gesteld.",
        lead="Wie het initiatief indient, krijgt een mail met deze tekst.",
        template="partners/publicity_step.html",
    )  # fmt: skip
    form = AskForm(request.POST or None, row=text)
    return form_page(request, form, page, act=lambda: steps.ask(text, by=_me(request)), **preview_of(text))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, PUBLISH)
@once
def note_agreement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who agreed in another way, such as by mail."""
    initiative, text = _with_text(request, pk, PUBLISH)
    form = NoteAgreementForm(request.POST or None, row=text)
    page = _page(
        "Akkoord vastleggen", initiative, done="Het akkoord is vastgelegd.",
        lead="Voor wie geen account heeft, of per mail antwoordde. Het gaat over precies deze tekst.",
        template="partners/publicity_step.html",
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        steps.agree(text, steps.Said(said["on"], said["by"], said["how"]), by=_me(request))

    return form_page(request, form, page, act=act, **preview_of(text))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, PUBLISH)
@once
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The preview, and the button that puts it on the site."""
    initiative, text = _with_text(request, pk, PUBLISH)
    page = _page(
        "Op de site zetten", initiative, submit="Zet op de site", done="Het initiatief staat op de site.",
        lead="Zo leest iedereen het straks.", template="partners/publicity_step.html",
    )  # fmt: skip
    form = PublishForm(request.POST or None, row=text)
    before = steps.last_of(initiative)
    preview = preview_of(text)
    return form_page(
        request,
        form,
        page,
        act=lambda: steps.publish(text, by=_me(request)),
        changes=changed(before, preview["content"]),
        there_already=steps.stands_there(before, preview["content"]),
        no_agreement=steps.agreement_on(text) is None,
        **preview,
    )


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, PUBLISH)
@once
def take_off(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Off the site, with a reason everybody may read."""
    initiative = _initiative(request, pk, PUBLISH)
    publication = on_the_site(initiative)
    form = OffForm(request.POST or None)
    page = _page(
        "Van de site halen", initiative, submit="Haal van de site", danger=True,
        done="Het initiatief is van de site.",
        lead="De tekst gaat van de site. Dat hij er stond, blijft te zien, met jouw reden.",
    )  # fmt: skip
    return form_page(
        request,
        form,
        page,
        act=lambda: steps.take_off(publication, form.cleaned_data["reason"], by=_me(request)),
    )


def _initiative(request: HttpRequest, pk: uuid.UUID, permission: str) -> Any:
    found = Initiative.objects.select_related("organisation", "started_by")
    return get_for(request.user, found, permission, pk=pk)


def _with_text(request: HttpRequest, pk: uuid.UUID, permission: str) -> tuple[Any, PublicText]:
    """404 when nobody wrote for the public yet."""
    initiative = _initiative(request, pk, permission)
    return initiative, text_of(initiative)


def _me(request: HttpRequest) -> Any:
    """The account; the door let nobody in without one."""
    return request.user


def _page(title: str, initiative: Initiative, **words: Any) -> FormPage:
    back = initiative.get_absolute_url()
    crumbs = [("Initiatieven", reverse("initiatives")), (initiative.title, back)]
    return FormPage(title, f"{back}#publiciteit", kicker=initiative.title, crumbs=crumbs, **words)
