"""The page of the national agreements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from regioplan.accords.models import Accord
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.sources import conflicts_about


@require_safe
@entrance(Door.SITE, OPEN)
def accords(request: HttpRequest) -> HttpResponse:
    """Every agreement with who made it."""
    context = {
        "accords": Accord.objects.visible_to(request.user).shown(),
        "conflicts": conflicts_about("accord"),
    }
    return render(request, "regioplan/accords.html", context)
