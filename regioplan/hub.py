"""The desk of the Regioplan: one page in the werkbank with the way to every room of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zorgzaam.doors import BUREAU, Door, entrance


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def hub(request: HttpRequest) -> HttpResponse:
    """Links only: what waits stands on the first page of the werkbank."""
    return render(request, "regioplan/hub.html")
