"""Two people with one action at the same moment: one step, or the second is told; never both."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection

from governance.actions import steps
from governance.actions.models import Action, ActionState, ActionStep, StepKind
from tests.governance.doing import an_action
from tests.world import World, build_world
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, ROUNDS, IN_FULL = 6, 4, 200


def at_once(row: Action, *acts: Any) -> Counter[str]:
    """What each was told: "new", "again" or the refusal."""
    start = threading.Barrier(len(acts))

    def press(act: Any) -> str:
        try:
            mine = Action.objects.get(pk=row.pk)
            start.wait()
            return "new" if act(mine) else "again"
        except (ValidationError, StaleVersion, Error) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(press, acts))


def done(world: World, rounds: int) -> list[int]:
    """Steps written per round of six people who say it is done."""
    found = []
    for _ in range(rounds):
        row = an_action(world.coalition, world.member)
        at_once(row, *[lambda mine: mine.finish(by=world.member)] * AT_ONCE)
        found.append(ActionStep.objects.filter(action=row).count())
    return found


def test_done_by_six_at_once_is_done_once() -> None:
    assert set(done(build_world(), ROUNDS)) == {1}


@pytest.mark.long
def test_done_by_six_at_once_is_done_once_in_full() -> None:
    assert set(done(build_world(), IN_FULL)) == {1}


def test_control_without_the_lock_it_is_done_more_than_once(monkeypatch: Any) -> None:
    meet = threading.Barrier(AT_ONCE)

    def unlocked(action: Action) -> Action:
        row = Action.objects.get(pk=action.pk)
        meet.wait()
        return row

    monkeypatch.setattr(steps, "_locked", unlocked)
    # Without the lock only the version of the row stands in the way, and its refusal reaches whoever pressed.
    world = build_world()
    row = an_action(world.coalition, world.member)
    told = at_once(row, *[lambda mine: mine.finish(by=world.member)] * AT_ONCE)
    assert told != Counter({"new": 1, "again": AT_ONCE - 1})


def test_done_and_handed_to_two_people_at_once_is_one_of_those() -> None:
    world = build_world()
    for _ in range(ROUNDS):
        row = an_action(world.coalition, world.member)
        told = at_once(
            row,
            lambda mine: mine.finish(by=world.member),
            lambda mine: mine.hand_over(world.chair.person, by=world.member, reason="Druk"),
            lambda mine: mine.hand_over(world.secretary.person, by=world.chair, reason="Beter zo"),
        )
        row.refresh_from_db()
        handed = row.steps.filter(kind=StepKind.HANDED_OVER)
        assert handed.count() <= 1, told
        assert row.owner == (handed.get().to_person if handed else world.member.person)
        assert (row.state == ActionState.DONE) == row.steps.filter(kind=StepKind.DONE).exists()
        assert told["new"] == row.steps.count()
