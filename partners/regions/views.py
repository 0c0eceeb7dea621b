"""Pages of municipalities and regions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.regions.places import placements, regions_with_members, with_memberships
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.sources import conflicts_about


@require_safe
@entrance(Door.SITE, OPEN)
def municipalities(request: HttpRequest) -> HttpResponse:
    """Which municipalities sit in which region, per scheme."""
    return render(request, "partners/municipality_list.html", {"regions": regions_with_members()})


@require_safe
@entrance(Door.ANY, OPEN)
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality: the region it sits in per scheme, and its organisations."""
    one = get_visible(request.user, with_memberships().prefetch_related("organisations"), slug=slug)
    context = {
        "municipality": one,
        "placements": placements(one),
        "conflicts": conflicts_about("municipality", subject=one.pk),
    }
    return render(request, "partners/municipality_detail.html", context)
