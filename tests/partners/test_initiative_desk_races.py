"""Two at once about one initiative: one step, and the other is told; never both."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection

from partners.initiatives import assessing, moving, triage
from partners.initiatives.models import Assessment, CriterionScore, Initiative, Move, State
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.world import build_world
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, IN_FULL = 3, 100


def at_once(*acts: Any) -> Counter[str]:
    """What each was told: "done" or the refusal."""
    start = threading.Barrier(len(acts))

    def press(act: Any) -> str:
        try:
            start.wait()
            return "done" if act() else "again"
        except (ValidationError, StaleVersion, Error) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(press, acts))


def moved_after(row: Initiative) -> list[str]:
    return list(Move.objects.filter(initiative=row).order_by("at").values_list("state", flat=True))[1:]


def two_triage(world: Any) -> list[str]:
    row = made.a_sent_one(world)
    mine, theirs = made.fresh_row(row), made.fresh_row(row)
    at_once(
        lambda: triage.take_up(mine, by=world.bureau.person),
        lambda: triage.give_back(theirs, question="Wie betaalt?", by=world.bureau_only.person),
    )
    return moved_after(row)


def withdraw_against_triage(world: Any) -> list[str]:
    row = made.a_sent_one(world)
    mine, theirs = made.fresh_row(row), made.fresh_row(row)
    at_once(
        lambda: moving.withdraw(mine, why="Te druk.", by=world.partner),
        lambda: triage.take_up(theirs, by=world.bureau.person),
    )
    return moved_after(row)


def accept_against_withdraw(world: Any) -> list[str]:
    row = desk.offered(world)
    mine, theirs = made.fresh_row(row), made.fresh_row(row)
    at_once(
        lambda: moving.withdraw(mine, why="Te druk.", by=world.partner),
        lambda: moving.answer_offer(theirs, takes_it=True, why="Graag.", by=world.other_partner),
    )
    return moved_after(row)[1:]


RACES = [two_triage, withdraw_against_triage, accept_against_withdraw]


@pytest.mark.parametrize("race", RACES)
def test_of_two_at_once_one_step_is_taken(race: Any) -> None:
    world = build_world()
    assert {len(race(world)) for _ in range(ROUNDS)} == {1}


@pytest.mark.long
@pytest.mark.parametrize("race", RACES)
def test_of_two_at_once_one_step_is_taken_in_full(race: Any) -> None:
    world = build_world()
    assert {len(race(world)) for _ in range(IN_FULL)} == {1}


def test_control_without_the_version_both_steps_are_taken(monkeypatch: Any) -> None:
    monkeypatch.setattr(triage, "refuse_unless_follows", lambda *seen: None)
    monkeypatch.setattr(moving, "refuse_unless_follows", lambda *seen: None)
    world = build_world()
    assert 2 in {len(withdraw_against_triage(world)) for _ in range(10)}


def handed_in_twice(world: Any) -> tuple[int, int]:
    """How many were told "done", and how many scores there are, after an assessor handed in twice at once."""
    (one,) = desk.asked(world, world.other_member)
    copies = [Assessment.objects.get(pk=one.pk) for _ in range(2)]
    said = [desk.whole(score=score) for score in (1, 5)]

    def hand_in(number: int) -> bool:
        assessing.hand_in(copies[number], said[number], by=world.other_member.person)
        return True

    told = at_once(lambda: hand_in(0), lambda: hand_in(1))
    return told["done"], CriterionScore.objects.filter(assessment=one).count()


def test_handed_in_twice_at_once_it_is_handed_in_once() -> None:
    world = build_world()
    assert {handed_in_twice(world)[1] for _ in range(ROUNDS)} == {1}


def test_handing_in_waits_for_giving_back_or_the_other_way() -> None:
    world = build_world()
    for _ in range(ROUNDS):
        (one,) = desk.asked(world, world.other_member)
        row = made.fresh_row(one.initiative)
        told = at_once(
            lambda one=one: assessing.hand_in(one, desk.whole(), by=one.person) or True,
            lambda row=row: triage.give_back(row, question="Wie betaalt?", by=world.bureau.person),
        )
        assert set(told) <= {"done", "IntegrityError"}
        assert made.fresh_row(row).state == State.RETURNED
