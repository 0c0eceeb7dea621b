"""Reading actions: the list, and the page of one."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.actions.forms import ActionFilter
from governance.actions.models import Action, ActionState
from governance.actions.models.actions import BodyActionQuerySet
from governance.bodies.models import Body, HandedOver
from governance.decisions.models import Decision
from governance.meetings.facts import as_read_by
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.access import get_visible
from zorgzaam.doors import SIGNED_IN, Door, entrance

PER_PAGE = 30


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def actions(request: HttpRequest) -> HttpResponse:
    """My actions, or with a filter all I may see: of one body, overdue, or closed."""
    form = ActionFilter(request.GET or None)
    visible = Action.objects.visible_to(request.user)
    form.fields["orgaan"].queryset = Body.objects.filter(pk__in=visible.order_by().values("body_id"))  # type: ignore[attr-defined]
    asked = form.cleaned_data if form.is_valid() else {}
    rows = _asked(visible if asked.get("wie") == "alle" else visible.of(request.user), asked)
    page = Paginator(rows.shown(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "all": asked.get("wie") == "alle", "body": asked.get("orgaan")}
    return render(request, "governance/actions.html", context)


def _asked(rows: BodyActionQuerySet, asked: dict[str, Any]) -> BodyActionQuerySet:
    if asked.get("orgaan"):
        rows = rows.filter(body=asked["orgaan"])
    match asked.get("stand"):
        case "laat":
            return rows.overdue()
        case "dicht":
            return rows.exclude(state=ActionState.OPEN).order_by("-closed_at", "pk")
    return rows.open()


@require_safe
@entrance(Door.ANY, SIGNED_IN)
def action(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One action: what, who, by when, where it comes from and what happened to it."""
    rows = Action.objects.shown().select_related("given_by", "item", "decision")
    found = get_visible(request.user, rows, pk=pk)
    context = {
        "action": found,
        "point": _point(found),
        "steps": found.steps.select_related("person", "from_person", "to_person"),
        "handed": HandedOver.objects.filter(kind="action", subject_id=pk).select_related(
            "from_body", "to_body"
        ),
        **_origin(request, found),
    }
    return render(request, "governance/action.html", context)


def _point(found: Action) -> str:
    points = found.decision.points if found.decision else []
    return points[found.point - 1] if found.point and found.point <= len(points) else ""


def _origin(request: HttpRequest, found: Action) -> dict[str, object]:
    """Meeting, item and decision it comes from, as far as this reader may know them."""
    user = request.user
    meetings = Meeting.objects.visible_to(user).filter(pk=found.meeting_id) if found.meeting_id else []
    items = AgendaItem.objects.visible_to(user).filter(pk=found.item_id) if found.item_id else []
    decisions = Decision.objects.visible_to(user).filter(pk=found.decision_id) if found.decision_id else []
    return {
        "meeting": next(iter(as_read_by(user, meetings)), None),
        "item": next(iter(items), None),
        "decision": next(iter(decisions), None),
    }
