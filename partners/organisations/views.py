"""Pages of organisations: public, the same for every door."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.organisations.forms import OrganisationFilter
from partners.organisations.models import Organisation, Participation, Representation
from partners.regions.places import placements
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance

PER_PAGE = 30


@require_safe
@entrance(Door.SITE, OPEN)
def organisations(request: HttpRequest) -> HttpResponse:
    """Everybody in and around the network, to be narrowed by name, kind, participation and municipality."""
    form = OrganisationFilter(request.GET)
    everyone = Organisation.objects.visible_to(request.user).remaining().taking_part_on(timezone.localdate())
    found = form.narrow(everyone.select_related("municipality"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "partners/organisation_list.html", {"form": form, "page": page})


@require_safe
@entrance(Door.ANY, OPEN)
def organisation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One organisation: who it is, how it takes part, and what the rooms above know of it. What hangs on one that was
    merged into it stands here too."""
    found = Organisation.objects.select_related(
        "municipality", "predecessor", "part_of", "source", "merged_into"
    )
    one = get_visible(request.user, found, pk=pk)
    all_of_it = one.all_of_it
    context = {
        "organisation": one,
        "merged": one.merged.order_by("name"),
        "participations": Participation.objects.visible_to(request.user)
        .filter(organisation__in=all_of_it)
        .select_related("source"),
        "spokespeople": Representation.objects.visible_to(request.user)
        .current()
        .filter(organisation__in=all_of_it)
        .select_related("person"),
        "placements": placements(one.municipality) if one.municipality else [],
        "parts": Organisation.objects.visible_to(request.user).remaining().filter(part_of__in=all_of_it),
    }
    return render(request, "partners/organisation_detail.html", context)
