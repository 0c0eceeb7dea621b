"""The public page of the sources: which documents the facts come from, and where those disagree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.sources import Source, SourceConflict


@require_safe
@entrance(Door.SITE, OPEN)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, and every conflict with all its readings, settled or not."""
    by_code = {source.code: source for source in Source.objects.visible_to(request.user)}
    conflicts = SourceConflict.objects.visible_to(request.user).select_related("resolved_by")
    context = {"sources": by_code.values(), "conflicts": [_readable(row, by_code) for row in conflicts]}
    return render(request, "house/sources.html", context)


def _readable(conflict: SourceConflict, by_code: dict[str, Source]) -> dict[str, object]:
    """The conflict with its readings as (value, sources) pairs; a code nobody knows is left out."""
    readings = [
        (reading["value"], [by_code[code] for code in reading.get("source", "").split() if code in by_code])
        for reading in conflict.readings
    ]
    return {"conflict": conflict, "readings": readings}
