"""The public page of the sources: which documents the facts come from, and where those disagree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.sources import Source, SourceConflict, readable


@require_safe
@entrance(Door.SITE, OPEN)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, and every conflict with all its readings, settled or not."""
    conflicts = SourceConflict.objects.visible_to(request.user).select_related("resolved_by")
    context = {"sources": Source.objects.visible_to(request.user), "conflicts": readable(conflicts)}
    return render(request, "house/sources.html", context)
