"""Where an initiative begins, with and without an account; and the list of one's own."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.initiatives import guests
from partners.initiatives.completeness import Part
from partners.initiatives.forms.starting import GuestStartForm, StartForm
from partners.initiatives.models import KEPT, Guest, Initiative
from partners.initiatives.offering import taken_on
from partners.initiatives.views.ways import kept_secret
from zorgzaam.accounts.place import client_address
from zorgzaam.audit.history import acting
from zorgzaam.doors import OPEN, SIGNED_IN, Door, entrance
from zorgzaam.once import answer_once, once
from zorgzaam.standing import standing_of

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 30
BEGUN = "We stuurden een mail naar {}. Met de link daarin gaat u later verder, en bevestigt u uw adres."


@require_safe
@entrance(Door.PARTNER, SIGNED_IN)
def own(request: HttpRequest) -> HttpResponse:
    """What I bring in, myself or for my organisations, with where it stands."""
    rows = Initiative.objects.own(request.user).shown().order_by("-edited_at", "pk")
    taken = taken_on(request.user).shown().order_by("-since")[:PER_PAGE]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "partners/initiatives_own.html", {"page": page, "taken_on": taken})


@require_http_methods(METHODS)
@entrance(Door.PARTNER, SIGNED_IN)
@once
def start(request: HttpRequest) -> HttpResponse:
    """A new draft, for who has an account."""
    form = StartForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        form.instance.started_by_id = standing_of(request.user).person_id
        with acting(request.user):  # type: ignore[arg-type]
            row = form.save()
        return redirect("initiative_step", row.pk, Part.IDEA.value)
    status = 422 if form.errors else 200
    return render(request, "partners/initiative_start.html", {"form": form}, status=status)


@require_http_methods(METHODS)
@entrance(Door.SITE, OPEN)
def start_guest(request: HttpRequest) -> HttpResponse:
    """What happens when one brings something in without an account, and the first fields of it."""
    return answer_once(request, lambda: _begin(request), keep=_whose, again=_go_on)


def _whose(response: HttpResponse) -> str | None:
    """Of who began: the row, and not the secret address it has."""
    return str(getattr(response, "began", "")) or None


def _go_on(pk: str) -> HttpResponse:
    guest = Guest.objects.filter(pk=pk).first()
    return _to_the_form(guest) if guest else redirect("initiative_start_guest")


def _to_the_form(guest: Guest) -> HttpResponse:
    step = reverse("initiative_step_guest", args=[guest.browser_secret, Part.IDEA.value])
    response: Any = kept_secret(redirect(step))
    response.began = guest.pk
    return response  # type: ignore[no-any-return]


def _begin(request: HttpRequest) -> HttpResponse:
    form = GuestStartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place, address = client_address(request), form.cleaned_data["email"]
        if guests.too_many_from(place) or guests.too_many_to(address):
            return render(request, "partners/initiative_wait.html", status=429)
        said = form.cleaned_data
        guest = guests.begin(
            form.save(commit=False), title=said["title"], organisation_name=said["organisation_name"]
        )
        messages.success(request, BEGUN.format(guest.email))
        return _to_the_form(guest)
    status = 422 if form.errors else 200
    context = {"form": form, "kept": KEPT.days}
    return render(request, "partners/initiative_start_guest.html", context, status=status)
