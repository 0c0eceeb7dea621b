"""What sending means to the rest of the house: what waits for a colleague, and mail that may have lost its sense."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from newsletters.dispatch import emails
from newsletters.dispatch.steps import why_not_approve
from newsletters.issues.models import Issue, IssueState
from zorgzaam import places, today
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of

MOST = 20
_ASKS = {
    IssueState.REVIEW: ("issue_review", "Een collega vraagt om mee te kijken."),
    IssueState.APPROVED: ("issue_sending", "Goedgekeurd: verstuur of plan hem."),
}


def register() -> None:
    """Called once, when the app registry is ready."""
    may_still_go(emails.LOOK, emails.still_to_look_at)
    today.register("newsletters.dispatch", todos)
    places.register("issue.steps", "dispatch", _on_desk)
    places.register("newsletter.tabs", "dispatch", _tab, order=90)


def todos(user: Reader) -> list[today.Todo]:
    """Issues this colleague may look at, and what was approved and waits for who asked."""
    standing = standing_of(user)
    if not standing.is_bureau:
        return []
    me = standing.person_id
    to_look = Q(state=IssueState.REVIEW) & ~Q(asked_by=me) & ~Q(edited_by=me)
    to_send = Q(state=IssueState.APPROVED, asked_by=me)
    return [_todo(issue) for issue in Issue.objects.filter(to_look | to_send).order_by("state", "pk")[:MOST]]


def _on_desk(request: HttpRequest, issue: Any) -> Block | None:
    standing = standing_of(request.user)
    if not standing.is_bureau:
        return None
    why_not = why_not_approve(issue, standing.person_id) if issue.state == IssueState.REVIEW else ""
    return Block("newsletters/dispatch/desk.html", {"issue": issue, "why_not": why_not})


def _tab(request: HttpRequest, here: Any) -> Block | None:
    return Block("newsletters/dispatch/tab.html", {"here": here})


def _todo(issue: Issue) -> today.Todo:
    page, why = _ASKS[IssueState(issue.state)]
    return today.Todo(f"Nieuwsbrief: {issue.title}", reverse(page, args=[issue.pk]), why, tone="attention")
