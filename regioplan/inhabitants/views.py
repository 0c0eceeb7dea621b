"""The way in for inhabitants: what is the plan, what happens where I live, is it working, whom do I turn to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from partners.regions.models import Municipality
from partners.regions.places import with_elsewhere
from regioplan.figures.models import KeyFigure
from regioplan.plans.models import Plan
from zorgzaam.doors import OPEN, Door, entrance


@require_safe
@entrance(Door.SITE, OPEN)
def inhabitants(request: HttpRequest) -> HttpResponse:
    """Four questions with their answers; `gemeente` leads straight to the page of a municipality."""
    if slug := request.GET.get("gemeente", ""):
        chosen = Municipality.objects.visible_to(request.user).filter(slug=slug.replace("\x00", "")).first()
        if chosen:
            return redirect(chosen)
    context = {
        "plan": Plan.objects.visible_to(request.user).leading(),
        "municipalities": with_elsewhere().order_by("name"),
        "figures": KeyFigure.objects.visible_to(request.user).headlines().shown(),
        "unknown": bool(slug),
    }
    return render(request, "regioplan/inhabitants.html", context)
