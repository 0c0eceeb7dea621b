"""Dashboards: the region, and each municipality; what is shown can be taken along as CSV or XLSX."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.regions.models import Municipality
from partners.regions.places import with_elsewhere
from regioplan.progress.dashboard import dashboard
from regioplan.progress.export import SHEETS, rows_of
from zorgzaam.access import get_visible
from zorgzaam.doors import BUREAU, OPEN, Door, entrance
from zorgzaam.exports import FORMATS, as_download
from zorgzaam.standing import NOBODY, StandIn
from zorgzaam.ui.paper import Paper, on_paper

PAPER = Paper("regioplan/progress_print.html", "voortgang", "Voortgang", "progress")


@require_safe
@entrance(Door.ANY, OPEN)
def progress(request: HttpRequest) -> HttpResponse:
    """How the region is doing, task by task."""
    context = {
        "board": dashboard(request.user, timezone.localdate()),
        "municipalities": Municipality.objects.visible_to(request.user).order_by("name"),
        "exports": SHEETS,
    }
    return render(request, "regioplan/progress.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def municipality_progress(request: HttpRequest, slug: str) -> HttpResponse:
    """What the organisations of one municipality do, and how it goes; where it lies in another region, that."""
    one = get_visible(request.user, with_elsewhere(), slug=slug)
    context = {
        "municipality": one,
        "board": dashboard(request.user, timezone.localdate(), one),
    }
    return render(request, "regioplan/progress_municipality.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def export(request: HttpRequest, sheet: str, kind: str) -> HttpResponse:
    """One of the lists as a file, with what this reader may see."""
    if sheet not in SHEETS or kind not in FORMATS:
        raise Http404
    head, rows = rows_of(sheet, request.user)
    return as_download(f"{sheet}-{timezone.localdate()}", kind, head, rows)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def progress_pdf(request: HttpRequest) -> HttpResponse:
    """The dashboard on paper, as everybody sees it. Making it costs work, so staff ask for it."""
    board = dashboard(StandIn(NOBODY), timezone.localdate())
    return on_paper(request, PAPER, {"board": board})
