"""The register of requests: what councils asked their college to raise in the network, and what came of it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.council.forms import RegisterFilter
from governance.council.keeping import in_house
from governance.council.requests.reading import requests_for, told
from governance.intake.models import ProposalState
from zorgzaam.access import may
from zorgzaam.doors import OPEN, Door, entrance

PER_PAGE = 30
STANDS = {
    "open": ("Ligt nog bij een overleg", (ProposalState.WAITING, ProposalState.OFFERED, ProposalState.LATER)),
    "agenda": ("Op een agenda gezet", (ProposalState.PLACED, ProposalState.JOINED)),
    "terug": ("Niet op een agenda gezet", (ProposalState.RETURNED, ProposalState.WITHDRAWN)),
}


@require_safe
@entrance(Door.STATEN, OPEN)
def requests(request: HttpRequest) -> HttpResponse:
    """Every request this reader may know of, the newest first: a constant number of queries."""
    known = requests_for(request.user)
    choices = [("", "Alle"), *((word, label) for word, (label, _) in STANDS.items())]
    form = RegisterFilter(request.GET or None, rows=known, stands=choices)
    # No search: its words would tell who may not read them what a request says.
    del form.fields["zoek"]
    rows = _narrowed(known, form.cleaned_data if form.is_valid() else {})
    page = Paginator(rows.shown().select_related("item").order_by("-proposed_at", "pk"), PER_PAGE).get_page(
        request.GET.get("pagina")
    )
    context = {
        "form": form,
        "page": page,
        "requests": told(request.user, list(page.object_list)),
        "may_ask": may(request.user, "governance.propose_for_council"),
    }
    return render(request, "governance/council/requests.html", context)


def _narrowed(rows: Any, asked: dict[str, Any]) -> Any:
    if asked.get("stand") in STANDS:
        rows = rows.filter(state__in=STANDS[asked["stand"]][1])
    return rows.filter(in_house([asked["raad"].pk])) if asked.get("raad") else rows
