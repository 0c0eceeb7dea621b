"""Items inside an item: made a part of the one above, and let go."""

import uuid
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from governance.meetings import nesting, order
from governance.meetings.models import AgendaItem
from governance.meetings.views.answers import REFUSED, changed, stale
from governance.meetings.views.clashes import of_item, or_clash
from governance.meetings.views.kept import CHANGE, kept_item
from governance.meetings.working import numbers
from zorgzaam.doors import Door, entrance


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def nest(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the item a part of the one above it."""
    return _nested(request, kept_item(request, pk), nesting.put_inside, "is nu een onderdeel: agendapunt {}.")


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def loosen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a part an item of its own."""
    return _nested(
        request, kept_item(request, pk), nesting.take_out, "is nu een punt op zichzelf: agendapunt {}."
    )


def _nested(request: HttpRequest, found: AgendaItem, step: Any, words: str) -> HttpResponse:
    if found.meeting is None:
        return redirect("item", found.pk)
    before = order.tree(found.meeting)
    try:
        base = int(request.POST["agenda_version"])
        done = step(found, base=base, by=request.user)
    except order.StaleOrder:
        return stale(request, found.meeting)
    except order.CannotNest as why:
        return stale(request, found.meeting, f"{why} Er is niets veranderd.", REFUSED)
    except (KeyError, ValueError) as wrong:
        raise SuspiciousOperation("no version of the agenda in this post") from wrong
    called = numbers(order.current_order(found.meeting)).get(found.pk, "zonder nummer")
    said = f"“{found.title}” {words.format(called)}"
    return changed(request, found.meeting, said, undo=before if done else None, just_nested=found.pk)
