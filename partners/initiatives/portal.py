"""What the partnerportaal shows of initiatives on its front page."""

from typing import Any

from django.http import HttpRequest

from partners.initiatives.models import Initiative
from zorgzaam.places import Block

SHOWN = 5


def own_initiatives(request: HttpRequest, subject: Any) -> Block:
    """My own initiatives with their state, and the way to bring one in."""
    rows = Initiative.objects.own(request.user).shown().order_by("-edited_at", "pk")[: SHOWN + 1]
    found = list(rows)
    return Block("partners/initiatives_block.html", {"rows": found[:SHOWN], "more": len(found) > SHOWN})
