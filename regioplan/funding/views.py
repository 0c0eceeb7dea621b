"""Public pages about money, and the list to take along."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from regioplan.funding.amounts import Allocation
from regioplan.funding.applications import FundingApplication
from regioplan.funding.coverage import of_region
from regioplan.funding.export import HEAD, rows_for
from regioplan.funding.instruments import FundingInstrument, FundingMandate
from regioplan.funding.overview import newest_first, overview, stream
from regioplan.funding.readings import figures, one_origin
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.exports import FORMATS, as_download
from zorgzaam.sources import conflicts_about


@require_safe
@entrance(Door.ANY, OPEN)
def funding(request: HttpRequest) -> HttpResponse:
    """Where the money comes from and where it goes, as far as documents say."""
    return render(
        request,
        "regioplan/funding.html",
        {"money": overview(request.user), "conflicts": conflicts_about("funding", "instrument")},
    )


@require_safe
@entrance(Door.ANY, OPEN)
def coverage(request: HttpRequest) -> HttpResponse:
    """Per task what is needed, what there is, and what is missing."""
    return render(request, "regioplan/funding_coverage.html", {"rows": of_region(request.user)})


@require_safe
@entrance(Door.ANY, OPEN)
def instrument(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One instrument: what it is for, who applies, who holds the mandate, and the amounts."""
    rows = FundingInstrument.objects.select_related("source", "funder_organisation")
    one = get_visible(request.user, rows, pk=pk)
    amounts = Allocation.objects.visible_to(request.user).filter(instrument=one).shown()
    found = newest_first(figures(amounts.select_related("giver")))
    context = {
        "instrument": one,
        "years": stream(one, found),
        "figures": found,
        "origin": one_origin(found),
        "mandates": FundingMandate.objects.visible_to(request.user).filter(instrument=one).shown(),
        "applications": FundingApplication.objects.visible_to(request.user).filter(instrument=one).shown(),
        "conflicts": conflicts_about("instrument", subject=one.pk),
    }
    return render(request, "regioplan/funding_instrument.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Every amount this reader may see, one row each, as CSV or XLSX."""
    if kind not in FORMATS:
        raise Http404
    return as_download("geld", kind, HEAD, rows_for(request.user))
