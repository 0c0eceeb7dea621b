"""The list of briefings somebody works on."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.briefings.list_form import ListFilter
from governance.briefings.models import Briefing
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.standing import standing_of

PER_PAGE = 30


@require_safe
@entrance(Door.WERKBANK, SIGNED_IN)
def briefings(request: HttpRequest) -> HttpResponse:
    """The briefings this reader works on, newest first, page after page and as they are asked for; a constant number of
    queries."""
    mine = Briefing.objects.in_hands_of(request.user)
    form = ListFilter(request.GET or None, rows=mine)
    rows = form.narrowed(mine, standing_of(request.user).person_id).select_related("addressee", "author")
    page = Paginator(rows.order_by("-created_at", "pk"), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "governance/briefing_list.html", {"form": form, "page": page})
