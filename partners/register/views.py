"""The register of organisations: work of the netwerkbureau, in the werkbank."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partners.merging.models import Merger
from partners.organisations.models import Organisation, Participation, ParticipationKind, Representation
from partners.register.forms import OrganisationForm, ParticipationForm, RegisterFilter
from partners.register.likeness import pairs
from partners.register.taking_part import take_part
from zorgzaam.access import get_visible
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

PER_PAGE = 50
FORM = require_http_methods(["GET", "HEAD", "POST"])
DESK = entrance(Door.WERKBANK, BUREAU)
Crumbs = list[tuple[str, str]]


def crumbs(*more: Organisation) -> Crumbs:
    """The way to a page of the register, over an organisation."""
    over = [(one.name, reverse("desk_organisation", args=[one.pk])) for one in more]
    return [("Werkbank", reverse("werkbank")), ("Organisaties", reverse("desk_organisations")), *over]


def kept(request: HttpRequest, pk: uuid.UUID) -> Organisation:
    """An organisation that was not merged into another; else 404."""
    rows = Organisation.objects.remaining().select_related("municipality", "part_of", "predecessor")
    found: Organisation = get_visible(request.user, rows, pk=pk)
    return found


@require_safe
@DESK
def organisations(request: HttpRequest) -> HttpResponse:
    """Everybody in the register, to be narrowed; with the way to those that look double."""
    form = RegisterFilter(request.GET)
    everyone = Organisation.objects.visible_to(request.user).remaining().taking_part_on(timezone.localdate())
    found = form.narrow(everyone.select_related("municipality"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "double": len(pairs())}
    return render(request, "partners/register_list.html", context)


@require_safe
@DESK
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one and the same, and what was merged lately."""
    lately = Merger.objects.visible_to(request.user).select_related("kept", "gone", "by", "undone_by")
    context = {"pairs": pairs(), "lately": lately[:PER_PAGE]}
    return render(request, "partners/register_duplicates.html", context)


@require_safe
@DESK
def organisation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One organisation as the netwerkbureau keeps it."""
    rows = Organisation.objects.select_related(
        "municipality", "part_of", "predecessor", "merged_into", "source"
    )
    one = get_visible(request.user, rows, pk=pk)
    if one.merged_into is not None:
        return redirect("desk_organisation", one.merged_into.pk)
    all_of_it = one.all_of_it
    mergers = Merger.objects.visible_to(request.user).standing().filter(gone__in=all_of_it)
    context = {
        "organisation": one,
        "participations": Participation.objects.filter(organisation__in=all_of_it).select_related(
            "organisation"
        ),
        "spokespeople": Representation.objects.visible_to(request.user)
        .filter(organisation__in=all_of_it)
        .select_related("person", "organisation"),
        "mergers": mergers.select_related("gone", "kept", "by"),
    }
    return render(request, "partners/register_organisation.html", context)


@FORM
@DESK
@once
def new(request: HttpRequest) -> HttpResponse:
    """Put an organisation in the register, after a look at those that are like it."""
    form = OrganisationForm(request.POST or None, initial={"name": request.GET.get("naam", "")})
    page = FormPage(
        "Nieuwe organisatie",
        reverse("desk_organisations"),
        "Bewaar de organisatie",
        lead="Staat zij er al onder een andere naam? Dan hoef je niets te doen.",
        done="De organisatie staat in het register.",
        crumbs=crumbs(),
        template="partners/register_form.html",
        to=lambda: reverse("desk_organisation", args=[form.instance.pk]),
    )
    return form_page(request, form, page)


@FORM
@DESK
@once
def change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Change what the register says; refused with both texts when somebody else was first."""
    one = kept(request, pk)
    form = OrganisationForm(request.POST or None, instance=kept(request, pk))
    back = reverse("desk_organisation", args=[one.pk])
    page = FormPage(
        f"{one} bewerken", back, crumbs=crumbs(one), done="Bewaard.", template="partners/register_form.html"
    )
    return form_page(request, form, page)


@FORM
@DESK
@once
def participation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set how it takes part from a day on."""
    one = kept(request, pk)
    form = ParticipationForm(request.POST or None, organisation=one)
    page = FormPage(
        f"Deelname van {one}",
        reverse("desk_organisation", args=[one.pk]),
        "Leg de deelname vast",
        lead="Wat nu geldt, stopt de dag ervoor. De geschiedenis blijft staan.",
        done="De deelname is vastgelegd.",
        crumbs=crumbs(one),
        template="partners/register_participation.html",
    )

    def act() -> Any:
        data = form.cleaned_data
        kind = None if data["kind"] == form.NONE else ParticipationKind(data["kind"])
        return take_part(one, kind, data["starts_on"], seen=data["seen"])

    return form_page(request, form, page, act=act, participations=one.participations.all())
