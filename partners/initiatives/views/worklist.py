"""The worklist of the netwerkbureau, as a page and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.initiatives.assessing import progress_of
from partners.initiatives.models import Initiative
from partners.initiatives.worklist import WorklistFilter, days_old, is_late, questions_waiting, worklist
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.exports import FORMATS, as_download

PER_PAGE = 30
HEAD = (
    "Nummer", "Titel", "Van", "Stand", "Ingediend op", "Dagen oud", "Uiterlijk", "Te laat", "Behandelaar",
    "Beoordelaars",
)  # fmt: skip


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def desk(request: HttpRequest) -> HttpResponse:
    """What was brought in, what has to be done first on top."""
    form = WorklistFilter(request.GET or None, reader=request.user)
    rows = worklist(request.user, form, request.GET.get("sorteer", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    found = list(page.object_list)
    context = {"form": form, "page": page, "lines": lines_of(found), "narrowed": form.is_bound}
    return render(request, "partners/initiatives_desk.html", context)


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list whole, for a spreadsheet."""
    if kind not in FORMATS:
        raise Http404
    form = WorklistFilter(request.GET or None, reader=request.user)
    lines = lines_of(list(worklist(request.user, form, request.GET.get("sorteer", ""))))
    rows = [_row(line) for line in lines]
    return as_download(f"initiatieven-{timezone.localdate():%Y-%m-%d}", kind, HEAD, rows)


def lines_of(rows: list[Initiative]) -> list[dict[str, Any]]:
    """Each with its age, its term and how far the assessing is; two queries."""
    progress, waiting = progress_of(rows), questions_waiting(rows)
    return [
        {
            "initiative": row,
            "days": days_old(row),
            "late": is_late(row),
            "progress": progress.get(row.pk),
            "waits": row.pk in waiting,
        }
        for row in rows
    ]


def _row(line: dict[str, Any]) -> list[Any]:
    row = line["initiative"]
    return [
        row.number,
        row.title,
        row.by_whom,
        row.words,
        timezone.localdate(row.submitted_at),
        line["days"],
        row.due_on,
        "ja" if line["late"] else "nee",
        row.handled_by.name if row.handled_by else "",
        str(line["progress"] or ""),
    ]
