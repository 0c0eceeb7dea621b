"""What who brings an initiative in says about its words for the public: yes, no, and off the site again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partners.initiatives.forms.publishing import AgreeForm, AskOffForm, RefuseForm
from partners.initiatives.models import Initiative, InitiativePublication, PublicText
from partners.initiatives.publishing import steps
from partners.initiatives.publishing.content import public_content
from partners.initiatives.views.ways import both_ways, page_at
from partners.initiatives.ways import Way
from zorgzaam.ui.pages import form_page

AGREE = "partners.agree_to_publicity"
HERE, STEP = "publiciteit", "partners/publicity_step.html"


def _agree(request: HttpRequest, way: Way) -> HttpResponse:
    """Who brings it in says yes to these words."""
    text = text_of(way.initiative)
    if steps.agreement_on(text) is not None and request.method != "POST":
        return redirect(way.page_url)
    page = page_at(
        way, HERE, "Mag dit op de site?", submit="Ja, akkoord", done="Dank u. Uw akkoord is vastgelegd.",
        lead="Zo leest iedereen straks over uw initiatief. Zonder uw akkoord komt er niets op de site.",
        template=STEP,
    )  # fmt: skip
    said = steps.Said(on=timezone.localdate())
    form = AgreeForm(request.POST or None, row=text)
    act = lambda: steps.agree(text, said, by=way.actor)  # noqa: E731
    refuse_url = way.url("initiative_publicity_refuse") if steps.refusal_of(text) is None else ""
    return form_page(request, form, page, act=act, by=way.actor, refuse_url=refuse_url, **preview_of(text))


def _refuse(request: HttpRequest, way: Way) -> HttpResponse:
    """Who brings it in says no to these words, and what has to be different."""
    text = text_of(way.initiative)
    answered = steps.agreement_on(text) or steps.refusal_of(text)
    if answered is not None and request.method != "POST":
        return redirect(way.page_url)
    page = page_at(
        way, HERE, "Niet zo op de site", submit="Verstuur", template=STEP,
        done="Uw antwoord ligt bij het netwerkbureau. Deze tekst komt niet op de site.",
        lead="Klopt er iets niet, of wilt u het anders? Schrijf het op.",
    )  # fmt: skip
    form = RefuseForm(request.POST or None, row=text)
    act = lambda: steps.refuse(text, form.cleaned_data["why"], by=way.actor)  # noqa: E731
    return form_page(request, form, page, act=act, by=way.actor, **preview_of(text))


def _ask_off(request: HttpRequest, way: Way) -> HttpResponse:
    """Who brings it in wants it off the site."""
    publication = on_the_site(way.initiative)
    form = AskOffForm(request.POST or None)
    page = page_at(
        way, HERE, "Vragen om van de site te halen", submit="Vraag het netwerkbureau",
        done="Uw vraag ligt bij het netwerkbureau. Het haalt uw initiatief van de site.",
    )  # fmt: skip
    act = lambda: steps.ask_off(publication, form.cleaned_data["reason"], by=way.actor)  # noqa: E731
    return form_page(request, form, page, act=act, by=way.actor)


def text_of(initiative: Initiative) -> PublicText:
    """The words for the public; 404 when nobody wrote them yet."""
    text: PublicText | None = PublicText.objects.filter(initiative=initiative).first()
    if text is None:
        raise Http404
    text.initiative = initiative
    return text


def on_the_site(initiative: Initiative) -> InitiativePublication:
    """What stands on the site; 404 when nothing does."""
    found = InitiativePublication.objects.current().filter(initiative=initiative).first()
    if found is None:
        raise Http404
    found.initiative = initiative
    return found


def preview_of(text: PublicText) -> dict[str, Any]:
    """What a page shows above its form: the words as everybody will read them."""
    return {"content": public_content(text.initiative, text), "text": text}


agree, agree_guest = both_ways(AGREE, _agree)
refuse, refuse_guest = both_ways(AGREE, _refuse)
ask_off, ask_off_guest = both_ways(AGREE, _ask_off)
