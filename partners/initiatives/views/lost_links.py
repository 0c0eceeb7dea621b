"""Where who has no account asks for the link once more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.initiatives import guests
from partners.initiatives.forms.starting import LostLinkForm
from partners.initiatives.lost_links import send_links
from zorgzaam.accounts.place import client_address
from zorgzaam.audit.actors import SystemActor
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page


@require_http_methods(["GET", "HEAD", "POST"])
@entrance(Door.SITE, OPEN)
@once
def lost_link(request: HttpRequest) -> HttpResponse:
    """An address, and the same answer whether anything was begun from it or not."""
    form = LostLinkForm(request.POST or None)
    start = reverse("initiative_start_guest")
    page = FormPage(
        "Link kwijt?", start, "Stuur mij de link", crumbs=[("Home", reverse("home")), ("Initiatief indienen", start)],
        lead="Vul het e-mailadres in waarmee u begon. U krijgt een mail met de link naar uw concept, of naar wat u "
        "hebt ingediend.",
        done="Is er iets begonnen met dit adres, dan is de mail nu onderweg. Kijk ook bij ongewenste mail.",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        if guests.too_many_from(client_address(request)) or guests.too_many_to(address):
            return render(request, "partners/initiative_wait.html", status=429)
    act = lambda: send_links(form.cleaned_data["email"])  # noqa: E731
    return form_page(request, form, page, act=act, by=SystemActor.VISITOR)
