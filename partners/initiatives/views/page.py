"""The page of one initiative: where it is, what is expected now, what was sent and what was said."""

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partners.initiatives.models import Initiative, InitiativePublication
from partners.initiatives.story import story_for
from partners.initiatives.views.public import public_page
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.standing import standing_of


@require_safe
@entrance(Door.ANY, OPEN)
def initiative(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """All of it for who reads inside; for others what is public of it."""
    rows = Initiative.objects.read_inside_by(request.user).shown().select_related("handled_by")
    row = rows.filter(pk=pk).first()
    if row is None:
        return public_page(request, pk)
    context = {
        "initiative": row,
        "story": story_for(row, standing_of(request.user)),
        # What does not stand on the site has no news for who follows it.
        "on_site": InitiativePublication.objects.current().filter(initiative=row).exists(),
    }
    return render(request, "partners/initiative.html", context)
