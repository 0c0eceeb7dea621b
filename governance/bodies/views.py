"""Pages of bodies: public, the same for every door."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.bodies.forms import DayForm
from governance.bodies.line import line_of
from governance.bodies.models import Body
from governance.bodies.network import Layer, former, tiers
from governance.bodies.picture import NARROW, picture_of
from governance.bodies.sitting import sitting_on
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.sources import conflicts_about


@require_safe
@entrance(Door.SITE, OPEN)
def network(request: HttpRequest) -> HttpResponse:
    """Who sits where: a picture, the table behind it, and the bodies that are no more."""
    today = timezone.localdate()
    asked = request.GET.get("soort", "")
    only = asked if asked in Layer.values else ""
    found = tiers(request.user, today, only)
    context = {
        "tiers": found,
        "pictures": [("breed", picture_of(found)), ("smal", picture_of(found, NARROW))],
        "layers": Layer.choices,
        "only": only,
        "former": [] if only else former(request.user, today),
    }
    return render(request, "governance/body_network.html", context)


@require_safe
@entrance(Door.ANY, OPEN)
def body(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One body: what it is for, who sits there now or on another day, and its line."""
    one = get_visible(request.user, Body.objects.select_related("part_of", "organisation", "source"), pk=pk)
    form = DayForm(request.GET)
    context = {
        "body": one,
        "form": form,
        "sitting": sitting_on(one, form.day, request.user),
        "is_today": form.day == timezone.localdate(),
        "not_yet": one.begins_after(form.day),
        "line": line_of(one),
        "parts": one.parts.visible_to(request.user),
        "conflicts": conflicts_about("body", subject=one.pk),
    }
    return render(request, "governance/body_detail.html", context)
