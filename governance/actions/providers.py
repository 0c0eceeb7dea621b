"""What actions tell the rest of the house: places, todos, mail that may still go, history and handing over."""

import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from governance.actions import rules
from governance.actions.coming_up import coming_up
from governance.actions.emails import KIND, still_true
from governance.actions.models import Action, ActionState
from governance.bodies.models import Body
from governance.meetings.models import MANAGERS, Meeting, MeetingStatus
from governance.meetings.models.meetings import bodies_where
from governance.series import ahead
from zorgzaam import places, today
from zorgzaam.access import may
from zorgzaam.audit import pages
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

FEW = 10
# What is due later needs nobody today; the list of my actions shows it.
NEAR = datetime.timedelta(days=14)
OFF = (MeetingStatus.CANCELLED, MeetingStatus.DROPPED, MeetingStatus.WITHDRAWN)


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("meeting.after", "actions", of_meeting, order=20)
    places.register("item.decisions", "actions", of_item, order=60)
    places.register("decision.carried_out", "actions", of_decision, order=60)
    places.register("body.meetings", "actions", of_body, order=70)
    places.register("werkbank", "actions", mine, order=5)
    places.register("partner", "actions", mine, order=5)
    today.register("actions", todos)
    ahead.register("actions", coming_up)
    may_still_go(KIND, still_true)
    pages.register(
        "action",
        pages.Historied(
            Action.objects.all,
            "governance.view_history_of_action",
            lambda action, reader: [action.steps.all()],
        ),
    )


def of_meeting(request: HttpRequest, meeting: Meeting) -> Block | None:
    """What is still open of the body, on its next meeting: carried over until it is closed. On every meeting what was
    agreed there. For who sits in the body; at the cost of nothing for others."""
    if not standing_of(request.user).sits_in(meeting.body_id):
        return None
    asked = Q(meeting=meeting) | Q(state=ActionState.OPEN)
    found = Action.objects.visible_to(request.user).filter(asked, body=meeting.body_id).shown()
    rows = list(found.order_by("due_on", "created_at", "pk"))
    made = [row for row in rows if row.meeting_id == meeting.pk]
    before = [row for row in rows if row.meeting_id != meeting.pk]
    carried = before if before and _is_next(meeting) else []
    context = {
        "carried": carried, "made": made, "meeting": meeting, "body": meeting.body,
        "add": f"vergadering={meeting.pk}",
    }  # fmt: skip
    return Block("governance/actions_of_meeting.html", context)


def _is_next(meeting: Meeting) -> bool:
    """Whether it is the first meeting of its body that is not over and goes on."""
    first = Meeting.objects.filter(body=meeting.body_id).coming().exclude(status__in=OFF)
    return first.values_list("pk", flat=True).first() == meeting.pk


def of_item(request: HttpRequest, item: Any) -> Block | None:
    return _from(request, item, item=item, add=f"agendapunt={item.pk}")


def of_decision(request: HttpRequest, decision: Any) -> Block | None:
    return _from(request, decision, decision=decision, add=f"besluit={decision.pk}")


def _from(request: HttpRequest, origin: Any, *, add: str, **which: Any) -> Block | None:
    """The actions that come from one thing, and the way to add one; nothing for who may do neither."""
    if not standing_of(request.user).is_somebody:
        return None
    may_add = may(request.user, "governance.add_action", origin)
    found = list(Action.objects.visible_to(request.user).filter(**which).shown().order_by("created_at", "pk"))
    if not found and not may_add:
        return None
    return Block(
        "governance/actions_block.html", {"actions": found, "body": origin.body, "add": may_add and add}
    )


def of_body(request: HttpRequest, body: Body) -> Block | None:
    """On the page of a body, for who sits there: what is open."""
    if not standing_of(request.user).sits_in(body.pk):
        return None
    found = list(Action.objects.visible_to(request.user).filter(body=body).open().shown()[:FEW])
    return Block(
        "governance/actions_block.html", {"actions": found, "body": body, "add": "orgaan=", "all": True}
    )


def mine(request: HttpRequest, subject: Any) -> Block | None:
    """What I took on and is not done yet."""
    found = list(Action.objects.visible_to(request.user).of(request.user).open().shown()[:FEW])
    return Block("governance/my_actions.html", {"actions": found}) if found else None


def todos(user: Reader) -> list[Todo]:
    """What I took on and is due soon or over; and what somebody who is not here any more would do."""
    day = timezone.localdate()
    standing = standing_of(user)
    near = Q(owner_id=standing.person_id, due_on__lte=day + NEAR)
    erased = Q(body__in=bodies_where(standing, MANAGERS), owner__erased_at__isnull=False)
    rows = Action.objects.visible_to(user).open().filter(near | erased).shown()
    return [_todo(row, day) if row.owner_id == standing.person_id else _orphan(row) for row in rows]


def _orphan(row: Action) -> Todo:
    why = "Degene die dit deed is er niet meer."
    return Todo(f"Wie doet dit nu: {row.what}", row.get_absolute_url(), why, row.due_on)


def _todo(row: Action, day: datetime.date) -> Todo:
    why = f"Actie van {row.body.name}, {row.ready}."
    late = row.due_on < day
    return Todo(row.what, row.get_absolute_url(), why, row.due_on, "late" if late else "info")
