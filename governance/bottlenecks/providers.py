"""What bottlenecks tell the rest of the house: todos, places and mail that may still go."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest

from governance.bottlenecks import rules
from governance.bottlenecks.emails import KIND, still_true
from governance.bottlenecks.models import Bottleneck, BottleneckStep, Level
from governance.meetings.models import MANAGERS
from governance.meetings.models.meetings import bodies_where
from zorgzaam import places, today
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

FEW = 5


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("partner", "bottlenecks", ours, order=40)
    places.register("meeting.after", "bottlenecks", of_meeting, order=40)
    today.register("bottlenecks", todos)
    may_still_go(KIND, still_true)


def ours(request: HttpRequest, subject: Any) -> Block:
    """What I or my organisation raised, and the way to raise something."""
    standing = standing_of(request.user)
    mine = Q(raised_by_id=standing.person_id) | Q(organisation_id__in=standing.organisations)
    rows = Bottleneck.objects.visible_to(request.user).filter(mine).open().shown()
    return Block("governance/bottlenecks_block.html", {"bottlenecks": list(rows[:FEW]), "raise": True})


def of_meeting(request: HttpRequest, meeting: Any) -> Block | None:
    """On a meeting, for who keeps its agenda: what lies at the body and is not rounded off."""
    if not standing_of(request.user).holds(meeting.body_id, *MANAGERS):
        return None
    rows = list(Bottleneck.objects.visible_to(request.user).filter(body=meeting.body_id).open().shown()[:FEW])
    return Block("governance/bottlenecks_block.html", {"bottlenecks": rows}) if rows else None


def todos(user: Reader) -> list[Todo]:
    """New ones for the netwerkbureau; for who keeps an agenda those that came to lie there and nobody decided about."""
    standing = standing_of(user)
    moved = BottleneckStep.objects.filter(bottleneck=OuterRef("pk"))
    since = moved.filter(level=OuterRef("level")).exclude(kind="hoger")
    at_office = Q(level=Level.OFFICE) & ~Exists(moved) if standing.is_bureau else Q(pk__in=[])
    here = Q(body_id__in=bodies_where(standing, MANAGERS)) & ~Exists(since)
    rows = Bottleneck.objects.visible_to(user).open().filter(at_office | here).shown()
    return [
        Todo(
            row.title, row.get_absolute_url(),
            f"{row.get_kind_display()} bij {row.body or 'het netwerkbureau'}, nog zonder besluit of antwoord.",
        )
        for row in rows
    ]  # fmt: skip
