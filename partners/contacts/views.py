"""Pages of who speaks for an organisation, and of its contacts."""

import uuid
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partners.contacts import speaking
from partners.contacts.forms import ColleagueForm, ContactForm, EndForm, RemoveForm, SpeakingForm
from partners.contacts.models import Contact
from partners.contacts.people import Found, open_way_in
from partners.organisations.models import Organisation, Representation
from partners.organisations.own import own_crumbs
from zorgzaam.access import get_for
from zorgzaam.accounts.models import User
from zorgzaam.doors import Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
KEEP, MANAGE, ACCOUNT = "partners.keep_own_place", "partners.manage_colleagues", "partners.open_account"


@require_http_methods(METHODS)
@entrance(Door.PARTNER, MANAGE)
@once
def colleague_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let somebody speak for it; whether that address is known here is told to nobody."""
    one = get_for(request.user, Organisation.objects.all(), MANAGE, pk=pk)
    form = ColleagueForm(request.POST or None)
    page = _page(
        request, one, "Collega toevoegen", submit="Voeg toe", done="De collega staat erbij en krijgt een mail.",
        lead="Deze persoon spreekt namens de organisatie: geeft antwoord op wat er wordt gevraagd, en ziet wat jij "
        "hier ziet.",
    )  # fmt: skip
    return form_page(request, form, page, act=lambda: speaking.let_in(one, form.newcomer, by=_me(request)))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, MANAGE)
@once
def speaking_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another function, right or last day; never one's own."""
    row = _speaking(request, pk)
    form = SpeakingForm(request.POST or None, instance=row)
    page = _page(request, row.organisation, f"{row.name} wijzigen", anchor="#spreken")
    return form_page(request, form, page, act=lambda: speaking.change(form.instance, by=_me(request)))


@require_http_methods(METHODS)
@entrance(Door.PARTNER, MANAGE)
@once
def speaking_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody does not speak for it any more after a day; never oneself."""
    row = _speaking(request, pk)
    form = EndForm(request.POST or None, row=row, initial={"on": timezone.localdate()})
    page = _page(
        request, row.organisation, f"{row.name} stopt", submit="Leg het vast", danger=True, anchor="#spreken",
        lead="Na die dag ziet deze persoon niets meer van de organisatie, en kan er geen antwoord meer voor geven.",
        done=f"{row.name} stopt.",
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        speaking.end(row, said["on"], by=_me(request), reason=said["reason"])

    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, ACCOUNT)
@once
def speaking_account(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The netwerkbureau gives an account to somebody it knew already, or sends the invitation again."""
    row = _speaking(request, pk, ACCOUNT)
    user = User.objects.filter(person=row.person).first()
    if not row.person.email or (user and user.has_usable_password()):
        raise Http404
    page = _page(
        request, row.organisation, f"Account voor {row.person.name}", submit="Stuur de uitnodiging",
        done=f"De uitnodiging gaat naar {row.person.email}.", anchor="#spreken",
        lead=f"{row.person.email} krijgt een mail om een wachtwoord te kiezen. Wie die mail leest, komt binnen als "
        f"{row.person.name}, met alles wat deze persoon hier mag. Weet je zeker dat dit adres klopt?",
    )  # fmt: skip
    form = RemoveForm(request.POST or None, row=row)
    act = lambda: open_way_in(Found(row.person), by=_me(request), is_bureau=True)  # noqa: E731
    return form_page(request, form, page, act=act)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, KEEP)
@once
def contact_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody, or a desk, to call or write to."""
    one = get_for(request.user, Organisation.objects.all(), KEEP, pk=pk)
    form = ContactForm(request.POST or None, instance=Contact(organisation=one))
    page = _page(
        request, one, "Contact toevoegen", anchor="#contacten", lead=ONLY_FOR, done="Het contact staat erbij."
    )
    return form_page(request, form, page)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, KEEP)
@once
def contact_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words, or a last day."""
    row = get_for(request.user, Contact.objects.select_related("organisation"), KEEP, pk=pk)
    page = _page(request, row.organisation, f"{row.name} wijzigen", anchor="#contacten", lead=ONLY_FOR)
    return form_page(request, ContactForm(request.POST or None, instance=row), page)


@require_http_methods(METHODS)
@entrance(Door.PARTNER, KEEP)
@once
def contact_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Forget a contact."""
    row = get_for(request.user, Contact.objects.select_related("organisation"), KEEP, pk=pk)
    page = _page(
        request, row.organisation, f"{row.name} weghalen", submit="Haal weg", danger=True, anchor="#contacten",
        lead="Naam, adres en telefoonnummer gaan weg. Dat er een contact was, blijft in de geschiedenis.",
        done="Het contact is weg.",
    )  # fmt: skip
    return form_page(request, RemoveForm(request.POST or None, row=row), page, act=row.delete)


ONLY_FOR = (
    "Dit zien alleen het netwerkbureau en wie namens de organisatie spreekt. Een contact krijgt geen toegang."
)


def _speaking(request: HttpRequest, pk: uuid.UUID, rule: str = MANAGE) -> Representation:
    rows = Representation.objects.select_related("organisation", "person")
    row = cast("Representation", get_for(request.user, rows, rule, pk=pk))
    if row.is_over:
        raise Http404
    return row


def _me(request: HttpRequest) -> User:
    """The door let nobody in without an account."""
    return cast("User", request.user)


def _page(request: HttpRequest, one: Organisation, title: str, anchor: str = "", **words: Any) -> FormPage:
    back = reverse("own_place", args=[one.pk]) + anchor
    return FormPage(title, back, kicker=one.name, crumbs=own_crumbs(request, one), **words)
