"""Issues on their way out, for tests."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from newsletters.dispatch import steps
from newsletters.dispatch.jobs import send_issues
from newsletters.issues.models import Block, BlockKind, Issue
from newsletters.issues.order import add
from tests.world import World, set_up
from zorgzaam.audit.history import acting


def an_issue(world: World, title: str = "Zomernieuws", blocks: int = 2) -> Issue:
    """A draft by `world.bureau`, with so many texts for everybody."""
    with acting(world.bureau):
        issue = Issue.objects.create(title=title, preheader="Kort nieuws")
        for each in range(blocks):
            a_text(issue, f"Bericht {each + 1}")
    issue.refresh_from_db()
    return issue


def a_text(
    issue: Issue, heading: str, themes: Iterable[Any] = (), municipalities: Iterable[Any] = (), link: str = ""
) -> Block:
    """A text in it, perhaps for some readers only."""
    return add(
        Block(
            issue=issue, kind=BlockKind.TEXT, heading=heading, words=f"<p>Over {heading.lower()}.</p>",
            themes=[row.pk for row in themes], municipalities=[row.pk for row in municipalities],
            link_url=link, link_words="Lees meer" if link else "",
        )
    )  # fmt: skip


def approved(world: World, issue: Issue | None = None) -> Issue:
    """Asked by who made it, approved by another."""
    issue = issue or an_issue(world)
    steps.ask(issue, by=world.bureau.person)
    assert issue.frozen is not None
    steps.approve(issue, by=world.bureau_only.person, seen=issue.frozen.sha256)
    return issue


def planned(world: World, issue: Issue | None = None, *, ago: datetime.timedelta) -> Issue:
    """Planned, and its moment was so long ago."""
    issue = approved(world, issue)
    steps.plan(issue, by=world.bureau.person, moment=timezone.now() + datetime.timedelta(hours=1))
    at(issue, timezone.now() - ago)
    return issue


@set_up
def at(issue: Issue, moment: datetime.datetime) -> None:
    """Time passes: it was planned for this moment."""
    issue.planned_for = moment
    issue.save(update_fields=["planned_for"])


def gone(world: World, issue: Issue | None = None) -> Issue:
    """Begun, and in the book for everybody."""
    issue = approved(world, issue)
    steps.begin(issue, by=world.bureau.person)
    send_issues()
    issue.refresh_from_db()
    return issue
