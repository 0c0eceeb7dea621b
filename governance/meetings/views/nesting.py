"""Items inside an item: made a part of the one above, and let go."""

import uuid

from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from governance.meetings import nesting, order
from governance.meetings.fitting import Was
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.models.parts import FIT
from governance.meetings.views.answers import REFUSED, Back, Offer, changed, stale
from governance.meetings.views.clashes import clash, of_item, or_clash
from governance.meetings.views.kept import CHANGE, as_were, kept_item
from governance.meetings.working import numbers
from zorgzaam.constraints import said_by
from zorgzaam.doors import Door, entrance
from zorgzaam.ui.dates import duration


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def nest(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make the item a part of the one above it; where that is too short, the answer offers to make it longer, and the
    button of that offer posts here again with the minutes it named (`longer`)."""
    found = kept_item(request, pk)
    if found.meeting is None:
        return redirect("item", found.pk)
    before, base, longer = order.tree(found.meeting), _posted(request), _posted(request, "longer", "0")
    short = nesting.too_short(found, request.user) if longer else None
    try:
        done = nesting.put_inside(found, base=base, by=request.user, longer=longer if short else 0)  # type: ignore[arg-type]
    except (order.StaleOrder, order.CannotNest) as why:
        return _refused(request, found.meeting, why)
    except IntegrityError as refusal:
        return _too_short(request, found, refusal)
    said = f"“{found.title}” is nu een onderdeel: agendapunt {_called(found)}."
    was = ""
    if short and done:
        now = AgendaItem.objects.get(pk=short.whole.pk)
        said += f" “{now.title}” duurt nu {duration(now.minutes)}."
        was = as_were([Was(now.pk, short.whole.minutes, now.version)])
    back = Back.to_order(found.meeting, *before, was=was) if done else None
    return changed(request, found.meeting, said, back=back, just_nested=found.pk)


def _too_short(request: HttpRequest, found: AgendaItem, refusal: IntegrityError) -> HttpResponse:
    """The refusal in words, with the offer to make the item above longer by what is missing; raises again what is
    something else."""
    short = nesting.too_short(found, request.user) if said_by(refusal).name == FIT else None
    if short is None or found.meeting is None:
        raise refusal
    offer = Offer(
        f"Maak “{short.whole.title}” {duration(short.missing)} langer en zet “{found.title}” erin",
        reverse("item_nest", args=[found.pk]),
        {"longer": str(short.missing)},
    )
    return stale(
        request, found.meeting, f"{clash(refusal, request.user)} Er is niets veranderd.", REFUSED, offer
    )


@require_POST
@entrance(Door.WERKBANK, CHANGE)
@or_clash(of_item)
def loosen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make a part an item of its own."""
    found = kept_item(request, pk)
    if found.meeting is None:
        return redirect("item", found.pk)
    before = order.tree(found.meeting)
    try:
        done = nesting.take_out(found, base=_posted(request), by=request.user)  # type: ignore[arg-type]
    except (order.StaleOrder, order.CannotNest) as why:
        return _refused(request, found.meeting, why)
    said = f"“{found.title}” is nu een punt op zichzelf: agendapunt {_called(found)}."
    return changed(request, found.meeting, said, undo=before if done else None, just_nested=found.pk)


def _posted(request: HttpRequest, name: str = "agenda_version", default: str = "") -> int:
    try:
        return int(request.POST.get(name, default))
    except ValueError as wrong:
        raise SuspiciousOperation("no number in this post") from wrong


def _called(found: AgendaItem) -> str:
    return numbers(order.current_order(found.meeting)).get(found.pk, "zonder nummer")  # type: ignore[arg-type]


def _refused(request: HttpRequest, meeting: Meeting, why: Exception) -> HttpResponse:
    if isinstance(why, order.StaleOrder):
        return stale(request, meeting)
    return stale(request, meeting, f"{why} Er is niets veranderd.", REFUSED)
