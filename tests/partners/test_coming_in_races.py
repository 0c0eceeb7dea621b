"""Two who answer one question at once give one answer; two who end each other leave somebody who manages."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.utils import timezone

from partners.contacts import speaking
from partners.joining import answering
from partners.joining.answering import Grant
from partners.joining.models import AccessRequest
from partners.organisations.models import Representation
from tests.partners import coming_in
from tests.world import World, build_world, fresh, organisation
from zorgzaam.post.models import OutgoingMail
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, IN_FULL = 4, 200


def at_once(*acts: Any) -> Counter[str]:
    """What each was told: "done" or the refusal."""
    start = threading.Barrier(len(acts))

    def press(act: Any) -> str:
        try:
            start.wait()
            act()
        except (ValidationError, StaleVersion, Error) as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(press, acts))


# ---------------------------------------------------------------- one answer
def answered(world: World, number: int) -> Counter[str]:
    """A colleague and two of the netwerkbureau answer the same question, one of them with no."""
    row = coming_in.of_stranger(world, address=f"wie{number}@duin.example")
    return at_once(
        lambda: answering.grant(row, Grant("adviseur"), by=fresh(world.partner)),
        lambda: answering.grant(row, Grant("adviseur"), by=fresh(world.bureau)),
        lambda: answering.refuse(row, "Nee", by=fresh(world.bureau_only)),
    )


def one_answer_each(rounds: int) -> None:
    world = build_world()
    for number in range(rounds):
        assert answered(world, number) == Counter({"done": 1, "ValidationError": 2})
    let_in = Representation.objects.filter(organisation=world.partner_org, person__email__startswith="wie")
    granted = AccessRequest.objects.filter(state="toegelaten").count()
    told = OutgoingMail.objects.filter(kind__in=["speaks-for", "access-refused"]).count()
    assert (let_in.count(), told) == (granted, rounds)


def test_three_answers_at_once_are_one() -> None:
    one_answer_each(ROUNDS)


@pytest.mark.long
def test_three_answers_at_once_are_one_in_full() -> None:
    one_answer_each(IN_FULL)


def test_control_without_the_lock_more_than_one_begins(monkeypatch: Any) -> None:
    """Without it the refusal comes from the database, and whoever pressed hears no name."""
    meet = threading.Barrier(3)

    def unlocked(row: AccessRequest, by: Any) -> AccessRequest:
        found = AccessRequest.objects.shown().get(pk=row.pk)
        meet.wait()
        return found

    monkeypatch.setattr(answering, "_take", unlocked)
    assert answered(build_world(), 0) != Counter({"done": 1, "ValidationError": 2})


# ---------------------------------------------------------------- somebody remains
def remaining(world: World, name: str) -> int:
    """How many manage without an end after the only two who did ended each other at once."""
    one = organisation(name)
    first, second = (coming_in.speaking(one, who, manages=True) for who in (world.member, world.chair))
    today = timezone.localdate()
    at_once(
        lambda: speaking.end(second, today, by=fresh(world.member), reason="weg"),
        lambda: speaking.end(first, today, by=fresh(world.chair), reason="weg"),
    )
    return Representation.objects.filter(organisation=one).keeping().count()


def test_two_who_end_each_other_leave_one() -> None:
    world = build_world()
    assert {remaining(world, f"Stichting {number}") for number in range(ROUNDS)} == {1}


@pytest.mark.long
def test_two_who_end_each_other_leave_one_in_full() -> None:
    world = build_world()
    assert {remaining(world, f"Stichting {number}") for number in range(IN_FULL)} == {1}


def test_control_without_the_lock_nobody_is_left(monkeypatch: Any) -> None:
    meet, looked = threading.Barrier(2), speaking._keep_one

    def look_together(row: Representation) -> None:
        looked(row)
        meet.wait()

    monkeypatch.setattr(speaking, "lock", lambda organisation_id: None)
    monkeypatch.setattr(speaking, "_keep_one", look_together)
    assert remaining(build_world(), "Stichting Zonder") == 0
