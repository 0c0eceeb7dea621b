"""What issues tell the rest of the house: where a record stood, and search."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from newsletters.issues import rules
from newsletters.issues.models import OUT, Block, FrozenIssue, Issue
from zorgzaam import places, search
from zorgzaam.audit import pages
from zorgzaam.places import Block as Shown
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day

MOST = 10


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    for place, about in _PLACES.items():
        places.register(place, "newsletters", _provider(about), order=90)
    pages.register("newsletter_issue", pages.Historied(Issue.objects.all, rules.MAKE, parts=_blocks_ever))
    search.register("newsletter", search.Searchable("Nieuwsbrief", _sent, "title", "plain", line=_line))


def _blocks_ever(issue: Any, reader: Reader) -> list[Any]:
    """Also those that were taken away."""
    events: Any = Block.history.rel.related_model  # type: ignore[attr-defined]
    return [events._default_manager.filter(issue=issue.pk)]


def _sent() -> Any:
    return FrozenIssue.objects.out().select_related("issue").defer("canonical", "html")


def _line(row: FrozenIssue) -> str:
    return f"{row.issue.label}, {day(row.issue.begun_at, weekday=False)}"


def told_in(which: Q) -> list[Block]:
    """Blocks about this that went out, each issue once, the newest first. For everybody: what was sent is public."""
    rows = Block.objects.filter(which, issue__state__in=OUT).select_related("issue")
    found: dict[Any, Block] = {}
    for row in rows.order_by("-issue__begun_at", "position")[: MOST * 5]:
        found.setdefault(row.issue_id, row)
    return list(found.values())[:MOST]


def _provider(about: Callable[[Any], Q]) -> Callable[[HttpRequest, Any], Shown | None]:
    def provide(request: HttpRequest, subject: Any) -> Shown | None:
        blocks = told_in(about(subject))
        return Shown("newsletters/told_in.html", {"blocks": blocks}) if blocks else None

    return provide


_PLACES: dict[str, Callable[[Any], Q]] = {
    "decision.carried_out": lambda decision: Q(decision=decision.pk),
    "initiative.chain": lambda initiative: Q(initiative=initiative.pk) | Q(success__initiative=initiative.pk),
    "meeting.decisions": lambda meeting: Q(meeting=meeting.pk),
    "task.related": lambda task: Q(task=task.pk),
    "theme.related": lambda theme: Q(themes__contains=[theme.pk]),
}
