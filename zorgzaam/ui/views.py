"""The style guide: every component in every state, for who builds pages and for the browser tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.ui.styleguide import contents


@require_safe
@entrance(Door.SITE, OPEN)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Public and without data; `?pagina=` shows the pagination at another page."""
    number = request.GET.get("pagina", "")
    return render(
        request, "ui/styleguide.html", contents(int(number) if number.isdecimal() and len(number) < 4 else 2)
    )
