"""The register of requests: what councils asked their college to raise in the network, and what came of it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.council.forms import RegisterFilter
from governance.council.keeping import in_house
from governance.council.requests.reading import Request, requests_for, told
from governance.intake.models import ProposalState
from zorgzaam.access import may
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.exports import FORMATS, as_download

PER_PAGE = 30
# Of a request as file; the words and what was told back are empty for who may not read what was asked.
COLUMNS: Mapping[str, Callable[[Request], Any]] = {
    "raad": lambda each: each.proposal.council and each.proposal.council.name,
    "verzoek": lambda each: each.words,
    "gevraagd op": lambda each: timezone.localdate(each.proposal.proposed_at),
    "aan": lambda each: each.proposal.body.name,
    "stand": lambda each: each.proposal.get_state_display(),
    "agendapunt": lambda each: each.item,
    "besluiten": lambda each: "\n".join(decision.title for decision in each.decisions),
    "teruggekoppeld op": lambda each: each.told and timezone.localdate(each.told.at),
    "terugkoppeling": lambda each: each.told.text if each.told and each.words else "",
    "id": lambda each: str(each.proposal.pk),
}
STANDS = {
    "open": ("Ligt nog bij een overleg", (ProposalState.WAITING, ProposalState.OFFERED, ProposalState.LATER)),
    "agenda": ("Op een agenda gezet", (ProposalState.PLACED, ProposalState.JOINED)),
    "terug": ("Niet op een agenda gezet", (ProposalState.RETURNED, ProposalState.WITHDRAWN)),
}


@require_safe
@entrance(Door.STATEN, OPEN)
def requests(request: HttpRequest) -> HttpResponse:
    """Every request this reader may know of, the newest first: a constant number of queries."""
    form, rows = _asked(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "requests": told(request.user, list(page.object_list)),
        "files": [(kind.upper(), _file_url(request, kind)) for kind in FORMATS],
        "may_ask": may(request.user, "governance.propose_for_council"),
    }
    return render(request, "governance/council/requests.html", context)


@require_safe
@entrance(Door.STATEN, OPEN)
def as_file(request: HttpRequest, kind: str) -> HttpResponse:
    """What the register shows, all pages of it, as CSV, XLSX or ODS."""
    if kind not in FORMATS:
        raise Http404
    _, rows = _asked(request)
    lines = [[value(each) for value in COLUMNS.values()] for each in told(request.user, list(rows))]
    return as_download(f"verzoeken-{timezone.localdate():%Y-%m-%d}", kind, list(COLUMNS), lines)


def _asked(request: HttpRequest) -> tuple[RegisterFilter, Any]:
    """The filter, and the requests it asks for among those this reader may know of, the newest first."""
    known = requests_for(request.user)
    choices = [("", "Alle"), *((word, label) for word, (label, _) in STANDS.items())]
    form = RegisterFilter(request.GET or None, rows=known, stands=choices)
    # No search: its words would tell who may not read them what a request says.
    del form.fields["zoek"]
    rows = _narrowed(known, form.cleaned_data if form.is_valid() else {})
    return form, rows.shown().select_related("item").order_by("-proposed_at", "pk")


def _file_url(request: HttpRequest, kind: str) -> str:
    return f"{reverse('council_requests_file', args=[kind])}?{request.GET.urlencode()}"


def _narrowed(rows: Any, asked: dict[str, Any]) -> Any:
    if asked.get("stand") in STANDS:
        rows = rows.filter(state__in=STANDS[asked["stand"]][1])
    return rows.filter(in_house([asked["raad"].pk])) if asked.get("raad") else rows
