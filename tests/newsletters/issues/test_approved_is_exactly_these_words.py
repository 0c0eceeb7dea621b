"""What another looked at is exactly what goes out: any change takes the approval away, and what is out stays.

The database keeps this, whatever path writes.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from newsletters.issues import order
from newsletters.issues.models import Block, Issue, IssueState
from tests.newsletters.issues import making
from tests.world import World
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Callable[[World, Issue, Block], Any]] = {
    "title": lambda world, issue, block: Issue.objects.filter(pk=issue.pk).update(title="Anders"),
    "subject": lambda world, issue, block: Issue.objects.filter(pk=issue.pk).update(subject="Anders"),
    "words": lambda world, issue, block: Block.objects.filter(pk=block.pk).update(words="<p>Anders</p>"),
    "for whom": lambda world, issue, block: Block.objects.filter(pk=block.pk).update(themes=[issue.pk]),
    "a block more": lambda world, issue, block: order.add(Block(issue=issue, kind="tekst", heading="Nieuw")),
    "a block less": lambda world, issue, block: order.remove(block, by=world.bureau_only),
    "another order": lambda world, issue, block: order.arrange(
        issue, order.current(issue)[::-1], base=order.current(issue), by=world.bureau_only
    ),
}


def prepared(world: World) -> tuple[Issue, Block]:
    issue = making.an_issue(world)
    block = making.a_block(world, issue)
    making.a_block(world, issue, heading="Tweede")
    return issue, block


@pytest.mark.parametrize("state", ["asked", "approved", "planned"])
@pytest.mark.parametrize("change", CHANGES)
def test_any_change_makes_it_a_draft_again(world: World, change: str, state: str):
    issue, block = prepared(world)
    issue = making.asked(world, issue) if state == "asked" else making.approved(world, issue)
    if state == "planned":
        issue = making.step(world.bureau, issue, IssueState.PLANNED, planned_for=timezone.now())
    with acting(world.bureau_only):
        CHANGES[change](world, issue, block)
    now = Issue.objects.get(pk=issue.pk)
    assert now.state == IssueState.DRAFT
    assert (now.asked_by, now.approved_by, now.frozen, now.planned_for) == (None, None, None, None)
    assert now.edited_by == world.bureau_only.person


@pytest.mark.parametrize("state", ["asked", "approved", "planned"])
def test_saving_the_same_words_changes_nothing(world: World, state: str):
    """The control: only a change takes an approval away."""
    issue, block = prepared(world)
    issue = making.asked(world, issue) if state == "asked" else making.approved(world, issue)
    if state == "planned":
        issue = making.step(world.bureau, issue, IssueState.PLANNED, planned_for=timezone.now())
    with acting(world.bureau_only):
        Block.objects.filter(pk=block.pk).update(words=block.words)
        Issue.objects.filter(pk=issue.pk).update(title=issue.title)
    now = Issue.objects.get(pk=issue.pk)
    assert now.state == issue.state
    assert now.frozen is not None


@pytest.mark.parametrize("change", CHANGES)
def test_what_went_out_never_changes(world: World, change: str):
    issue, block = prepared(world)
    issue = making.out(world, issue)
    with acting(world.bureau_only), pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[change](world, issue, block)
    assert Issue.objects.get(pk=issue.pk).state == IssueState.SENT


def test_what_went_out_is_not_thrown_away(world: World):
    issue = making.out(world)
    with acting(world.bureau), pytest.raises(DatabaseError), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).delete()


def test_who_asked_does_not_approve(world: World):
    issue, _ = prepared(world)
    issue = making.asked(world, issue)
    with pytest.raises(IntegrityError, match="issue_approved_by_another"), transaction.atomic():
        making.step(
            world.bureau,
            issue,
            IssueState.APPROVED,
            approved_by=world.bureau.person,
            approved_at=timezone.now(),
        )


def test_who_changed_a_word_last_does_not_approve(world: World):
    issue, block = prepared(world)
    with acting(world.bureau_only):
        Block.objects.filter(pk=block.pk).update(heading="Door de ander")
    issue = making.asked(world, issue)
    with pytest.raises(IntegrityError, match="issue_approved_by_no_editor"), transaction.atomic():
        making.step(
            world.bureau_only, issue, IssueState.APPROVED, approved_by=world.bureau_only.person,
            approved_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("to", ["goedgekeurd", "gepland", "loopt", "verzonden"])
def test_no_step_is_skipped(world: World, to: str):
    issue, _ = prepared(world)
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        making.step(world.bureau, issue, to)


def test_a_step_is_no_edit_of_somebodys_words(world: World):
    """Who has the title open while it is approved and taken back saves without a conflict."""
    issue, _ = prepared(world)
    before = Issue.objects.get(pk=issue.pk).version
    making.approved(world, issue)
    assert Issue.objects.get(pk=issue.pk).version == before


# ---------------------------------------------------------------- the row of what went out
ROW = {
    "its number": {"number": 99},
    "since when it is out": {"begun_at": timezone.now()},
    "who agreed": {"approved_at": timezone.now()},
    "for when it was planned": {"planned_for": timezone.now()},
}


@pytest.mark.parametrize("change", ROW)
def test_of_what_went_out_only_the_end_of_sending_changes(world: World, change: str):
    issue = making.out(world)
    with acting(world.bureau), pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(**ROW[change])
    # The control.
    with acting(world.bureau):
        assert Issue.objects.filter(pk=issue.pk).update(sent_at=timezone.now()) == 1


def test_what_is_looked_at_are_words_of_this_issue_and_of_this_question(world: World):
    issue, block = prepared(world)
    other = making.asked(world, prepared(world)[0])
    fields = {"asked_by": world.bureau.person, "asked_at": timezone.now()}
    with pytest.raises(IntegrityError, match="asked to look at"), transaction.atomic():
        making.step(world.bureau, issue, IssueState.REVIEW, frozen=other.frozen, **fields)
    first = making.frozen(world, issue)
    with acting(world.bureau):
        Block.objects.filter(pk=block.pk).update(heading="Anders")
    approved = making.approved(world, issue)
    with acting(world.bureau), pytest.raises(IntegrityError, match="asked to look at"), transaction.atomic():
        Issue.objects.filter(pk=approved.pk).update(frozen=first)
