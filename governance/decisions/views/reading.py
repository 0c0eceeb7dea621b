"""Reading decisions: the register of all bodies, and the page of one."""

import uuid

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.bodies.models import Body
from governance.decisions.forms import RegisterFilter
from governance.decisions.models import Decision
from governance.meetings.facts import as_read_by
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.access import get_visible
from zorgzaam.doors import OPEN, Door, entrance

PER_PAGE = 30


@require_safe
@entrance(Door.ANY, OPEN)
def register(request: HttpRequest) -> HttpResponse:
    """The besluitenregister: what every body decided, as far as this reader may know."""
    rows = Decision.objects.visible_to(request.user).settled().shown()
    form = RegisterFilter(request.GET or None)
    deciding = Decision.objects.visible_to(request.user).settled().order_by().values("body_id")
    form.fields["orgaan"].queryset = Body.objects.filter(pk__in=deciding)  # type: ignore[attr-defined]
    if form.is_valid():
        rows = rows.filter(_asked(form))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "governance/decisions.html", {"form": form, "page": page})


def _asked(form: RegisterFilter) -> Q:
    data, asked = form.cleaned_data, Q()
    if data["orgaan"]:
        asked &= Q(body=data["orgaan"])
    if data["jaar"]:
        asked &= Q(year=data["jaar"])
    if data["zoek"]:
        asked &= Q(title__icontains=data["zoek"]) | Q(points__icontains=data["zoek"])
    return asked


@require_safe
@entrance(Door.ANY, OPEN)
def decision(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One decision, with what it corrects and what corrects it as far as this reader may read those."""
    visible = Decision.objects.visible_to(request.user)
    found = get_visible(
        request.user, Decision.objects.shown().select_related("item", "seal", "source"), pk=pk
    )
    near = {row.pk: row for row in visible.filter(Q(pk=found.corrects_id) | Q(corrects=found.pk))}
    context = {
        "decision": found,
        "corrects": near.get(found.corrects_id),
        "corrected_by": next((row for row in near.values() if row.corrects_id == found.pk), None),
        "item": _readable_item(request, found),
        "meeting": _readable_meeting(request, found),
    }
    return render(request, "governance/decision.html", context)


def _readable_meeting(request: HttpRequest, found: Decision) -> Meeting | None:
    """The meeting it was taken in, as this reader may know it."""
    rows = (
        list(Meeting.objects.visible_to(request.user).filter(pk=found.meeting_id)) if found.meeting_id else []
    )
    return next(iter(as_read_by(request.user, rows)), None)


def _readable_item(request: HttpRequest, found: Decision) -> object:
    """The item it belongs to, when this reader may read that: a public decision can come from a closed talk."""
    item = found.item
    return AgendaItem.objects.visible_to(request.user).filter(pk=item.pk).first() if item else None
