"""Public pages of the themes."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from themes.criteria.models import AssessmentCriterion, CareDomain, PreventionLevel
from themes.portraits.showing import generations_for, portrait
from themes.themes.models import Theme
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.sources import conflicts_about


@require_safe
@entrance(Door.ANY, OPEN)
def theme_list(request: HttpRequest) -> HttpResponse:
    """All themes, the leading generation first; `volgorde` is the document whose order is followed."""
    generations = generations_for(request.user, request.GET.get("volgorde", ""))
    context = {
        "conflicts": conflicts_about("generation"),
        "now": generations[0] if generations else None,
        "before": generations[1:],
        "criteria": AssessmentCriterion.objects.visible_to(request.user),
        "levels": PreventionLevel.objects.visible_to(request.user),
        "domains": CareDomain.objects.visible_to(request.user)
        .select_related("source")
        .prefetch_related("services"),
    }
    return render(request, "themes/theme_list.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def theme_page(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One theme with everything known about it."""
    themes = Theme.objects.with_leading().select_related("generation", "source")
    theme = get_visible(request.user, themes, pk=pk)
    return render(
        request, "themes/theme_page.html", {"theme": theme, "portrait": portrait(request.user, theme)}
    )
