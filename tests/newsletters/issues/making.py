"""Factories for issues of the newsletter; each writes as somebody of the netwerkbureau."""

from typing import Any

from django.utils import timezone

from governance.decisions.models import Decision
from newsletters.issues import order
from newsletters.issues.freezing import freeze
from newsletters.issues.models import Block, BlockKind, FrozenIssue, Issue, IssueState
from tests.governance.deciding import decided
from tests.real_files import picture, upload
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.files.store import keep


def an_issue(world: World, title: str = "Buurtteams van start", **extra: Any) -> Issue:
    with acting(world.bureau):
        return Issue.objects.create(title=title, **extra)


def a_block(world: World, issue: Issue, kind: str = BlockKind.TEXT, **extra: Any) -> Block:
    """A text unless it is told otherwise, behind what is there."""
    if kind == BlockKind.TEXT:
        extra = {"heading": "Welkom", "words": "<p>Dit is er nieuw.</p>", **extra}
    with acting(world.bureau):
        return order.add(Block(issue=issue, kind=kind, **extra))


def of_decision(world: World, issue: Issue, decision: Decision | None = None, **extra: Any) -> Block:
    return a_block(world, issue, BlockKind.DECISION, decision=decision or decided(world.coalition), **extra)


def frozen(world: World, issue: Issue) -> FrozenIssue:
    with acting(world.bureau):
        return freeze(issue)


def step(by: Any, issue: Issue, state: str, **fields: Any) -> Issue:
    """One step, as who sends the newsletter takes it."""
    with acting(by):
        now = Issue.objects.get(pk=issue.pk)
        now.state = state
        for name, value in fields.items():
            setattr(now, name, value)
        now.save(update_fields=["state", *fields])
    return now


def asked(world: World, issue: Issue) -> Issue:
    """Frozen, and offered to another."""
    made = frozen(world, issue)
    by = world.bureau.person
    return step(world.bureau, issue, IssueState.REVIEW, frozen=made, asked_by=by, asked_at=timezone.now())


def approved(world: World, issue: Issue) -> Issue:
    row = asked(world, issue)
    by = world.bureau_only.person
    return step(world.bureau_only, row, IssueState.APPROVED, approved_by=by, approved_at=timezone.now())


def out(world: World, issue: Issue | None = None, *, at: Any = None) -> Issue:
    """On the site, with a text in it when nothing else is."""
    issue = issue or an_issue(world)
    if not issue.blocks.exists():
        a_block(world, issue)
    row = approved(world, issue)
    row = step(world.bureau, row, IssueState.RUNNING, begun_at=at or timezone.now())
    return step(world.bureau, row, IssueState.SENT, sent_at=timezone.now())


def a_picture() -> StoredFile:
    """Kept and found to be clean."""
    with acting(SystemActor.SETUP):
        stored = keep(upload(picture(), "wijk.png"))
        StoredFile.objects.filter(pk=stored.pk).update(scan_state=ScanState.CLEAN)
    stored.refresh_from_db()
    return stored
