"""Reading: the board over all bodies, one question with its answers, and what shows that it was done."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.decisions.models import Decision
from governance.executions.drawing import LATE, bar
from governance.executions.forms import BoardFilter
from governance.executions.models import Execution, ExecutionAnswer
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.stream import stream

PER_PAGE = 30


@require_safe
@entrance(Door.ANY, OPEN)
def board(request: HttpRequest) -> HttpResponse:
    """Who carries out which decision, over all bodies, as far as this reader may know; as a picture and a list."""
    known = Execution.objects.visible_to(request.user)
    form = BoardFilter(request.GET or None, rows=known.values("pk"), user=request.user)
    rows = form.narrow(known)
    page = Paginator(rows.shown().by_urgency(), PER_PAGE).get_page(request.GET.get("pagina"))
    _name_decisions(request, page.object_list)
    counts = rows.counted(LATE)
    context = {"form": form, "page": page, "bar": bar(counts) if counts else None}
    return render(request, "governance/executions.html", context)


def _name_decisions(request: HttpRequest, rows: Any) -> None:
    """Sets `known_decision` of each: the decision, as far as this reader may read that. One query."""
    keys = {row.decision_id for row in rows}
    known = Decision.objects.visible_to(request.user).filter(pk__in=keys).in_bulk()
    for row in rows:
        row.known_decision = known.get(row.decision_id)


@require_safe
@entrance(Door.ANY, OPEN)
def execution(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question to one organisation: what, by when, and what it said, as far as this reader may know."""
    found = get_visible(request.user, Execution.objects.shown(), pk=pk)
    _name_decisions(request, [found])
    answers = ExecutionAnswer.objects.visible_to(request.user).filter(execution=found)
    context = {"execution": found, "answers": answers.select_related("person", "file")}
    return render(request, "governance/execution.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def evidence(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file with an answer; closed and absent are the same 404."""
    found = get_visible(request.user, ExecutionAnswer.objects.select_related("file"), pk=pk)
    if found.file is None:
        raise Http404
    return stream(found.file, found.filename)
