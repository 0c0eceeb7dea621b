"""What decisions tell the rest of the house: places, todos, search, subjects to follow and history."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from governance.decisions import quorum, rules, slipping
from governance.decisions.models import Decision
from governance.intake import lying
from governance.meetings.discussed import items_about, items_about_any
from governance.meetings.models import MANAGERS
from governance.meetings.models.meetings import OFFICES, bodies_where
from governance.meetings.models.subjects import TASK, THEME
from zorgzaam import follow, places, search, today
from zorgzaam.audit import pages
from zorgzaam.audit.history import Change
from zorgzaam.places import Block
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo
from zorgzaam.ui.dates import day

FEW = 10


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    quorum.register()
    slipping.register()
    places.register("meeting.decisions", "decisions", of_meeting)
    places.register("item.decisions", "decisions", of_item)
    places.register("body.meetings", "decisions", of_body, order=60)
    places.register("task.decided", "decisions", of_task)
    places.register("theme.related", "decisions", of_theme, order=25)
    places.register("proposal.became", "decisions", of_proposal)
    lying.register("decisions", decided_already)
    today.register("decisions", todos)
    follow.register("decision", follow.Subject(Decision.objects.all, "dit besluit"))
    search.register(
        "decision",
        search.Searchable("Besluit", lambda: Decision.objects.settled().shown(), "title", line=_line),
    )
    pages.register(
        "decision",
        pages.Historied(Decision.objects.all, "governance.view_history_of_decision", readable=_readable),
    )


def _line(row: Decision) -> str:
    return f"{row.body.name}, {row.label}"


def _readable(decision: Any, reader: Reader) -> Callable[[Change], bool]:
    """What a decision said while it was confidential is for chair and secretary, whatever it is today."""
    if decision.body_id in bodies_where(standing_of(reader), OFFICES):
        return lambda change: True
    return lambda change: all(
        event.publicity != Publicity.CONFIDENTIAL for event in (change.event, change.previous) if event
    )


def of_meeting(request: HttpRequest, meeting: Any) -> Block | None:
    """What a meeting decided, and for its own people what it is asked to decide."""
    return _block(request, Q(meeting=meeting), heading="Besluiten van deze vergadering")


def of_item(request: HttpRequest, item: Any) -> Block:
    """What an item asks and what came of it, with the way to write it down."""
    rows = list(Decision.objects.visible_to(request.user).filter(item=item).shown())
    return Block("governance/decisions_of_item.html", {"decisions": rows, "item": item})


def of_body(request: HttpRequest, body: Any) -> Block | None:
    """The last decisions of a body."""
    return _block(request, Q(body=body), heading="Besluiten", body=body)


def of_task(request: HttpRequest, task: Any) -> Block | None:
    """What was decided about a task."""
    return _block(request, items_about(request.user, TASK, task), heading="Wat hierover is besloten")


def of_theme(request: HttpRequest, theme: Any) -> Block | None:
    """What was decided about a theme."""
    return _block(request, items_about(request.user, THEME, theme), heading="Wat hierover is besloten")


def of_proposal(request: HttpRequest, proposal: Any) -> Block | None:
    """What was decided about the item a proposal became."""
    if proposal.item_id is None:
        return None
    return _block(request, Q(item=proposal.item_id), heading="Wat hierover is besloten")


def decided_already(asked: lying.Asked) -> Iterator[lying.Lying]:
    """Decisions about the same, for who wants to bring it up again: never by a subject only the item tells them."""
    settled = Decision.objects.visible_to(asked.reader).settled().shown()
    about = items_about_any(asked.reader, asked.about) if asked.about else None
    for row, why in lying.rows(settled, asked, about):
        when = f"besloten {day(row.taken_on)}" if row.taken_on else ""
        url = row.get_absolute_url()
        yield lying.Lying(
            f"besluit-{row.pk}", "Besluit", row.title, url, row.body.name, when, row.taken_on, why
        )


def _block(request: HttpRequest, which: Q, **more: Any) -> Block | None:
    rows = Decision.objects.visible_to(request.user).filter(which).exclude(state="vervallen").shown()
    found = list(rows.distinct().order_by("-taken_on", "-number", "created_at")[:FEW])
    return Block("governance/decisions_block.html", {"decisions": found, **more}) if found else None


def todos(user: Reader) -> list[Todo]:
    """Proposals of a meeting that is over: what became of them nobody wrote down yet."""
    kept = bodies_where(standing_of(user), MANAGERS)
    over = (
        Decision.objects.visible_to(user)
        .proposed()
        .filter(body__in=kept, meeting__starts_at__lt=timezone.now())
    )
    return [
        Todo(
            f"Leg vast wat is besloten: {row.title}",
            row.get_absolute_url(),
            f"{row.meeting.title} is voorbij.",  # type: ignore[union-attr]
            timezone.localdate(row.meeting.starts_at),  # type: ignore[union-attr]
            "attention",
        )
        for row in over.shown()
    ]
