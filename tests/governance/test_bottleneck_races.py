"""Two people who let one bottleneck climb at the same moment: it climbs once, to one place."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection

from governance.bottlenecks import climbing
from governance.bottlenecks.climbing import climb
from governance.bottlenecks.models import Bottleneck, BottleneckStep, Level
from tests.governance.raising import a_bottleneck
from tests.world import build_world
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, IN_FULL = 4, 200


def climbs(rounds: int) -> list[tuple[int, list[str]]]:
    """Steps per round of four people: two to one body, one to another, one to the country; and what they were told."""
    world = build_world()
    targets = [
        (Level.BOARD, world.coalition),
        (Level.BOARD, world.coalition),
        (Level.BOARD, world.other),
        (Level.NATIONAL, None),
    ]
    found = []
    for _ in range(rounds):
        row, start = a_bottleneck(world.partner), threading.Barrier(len(targets))

        def press(target: Any, row: Bottleneck = row, start: threading.Barrier = start) -> str:
            try:
                mine = Bottleneck.objects.get(pk=row.pk)
                start.wait()
                return "new" if climb(mine, *target, by=world.bureau, why="Nu") else "again"
            except (ValidationError, StaleVersion) as refusal:
                return type(refusal).__name__
            except Error as problem:
                return f"error {type(problem).__name__}"
            finally:
                connection.close()

        with ThreadPoolExecutor(len(targets)) as pool:
            told = list(pool.map(press, targets))
        found.append((BottleneckStep.objects.filter(bottleneck=row).count(), told))
    return found


def holds(rounds: list[tuple[int, list[str]]]) -> bool:
    return all(
        count == told.count("new") == 1 and not any("error" in word for word in told)
        for count, told in rounds
    )


def test_it_climbs_to_one_place() -> None:
    assert holds(climbs(ROUNDS))


@pytest.mark.long
def test_it_climbs_to_one_place_in_full() -> None:
    assert holds(climbs(IN_FULL))


def test_control_without_lock_and_version_it_climbs_more_than_once(monkeypatch: Any) -> None:
    meet = threading.Barrier(4)

    def unlocked(row: Bottleneck) -> Bottleneck:
        now = Bottleneck.objects.get(pk=row.pk)
        meet.wait()
        return now

    monkeypatch.setattr(climbing, "_locked", unlocked)
    monkeypatch.setattr(Bottleneck, "_do_update", super(Bottleneck.__mro__[1], Bottleneck)._do_update)
    assert not holds(climbs(1))
