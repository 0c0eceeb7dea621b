"""Several people in one issue at the same moment: no block, place or number is lost or given twice (promise I2)."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import Error, connection

from newsletters.arranging import StaleOrder
from newsletters.issues import order
from newsletters.issues.freezing import freeze
from newsletters.issues.models import Block, Issue
from tests.conftest import FULL
from tests.newsletters.issues import making
from tests.world import build_world
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, ROUNDS = 6, 25 if FULL else 3


def at_once(acts: Sequence[Callable[[], Any]]) -> list[str]:
    """What each of these was told: "" or the name of the refusal."""
    start = threading.Barrier(len(acts))

    def press(act: Callable[[], Any]) -> str:
        try:
            start.wait()
            act()
        except (StaleVersion, StaleOrder, Error) as refusal:
            return type(refusal).__name__
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(press, acts))


def test_who_adds_orders_and_writes_at_once_are_in_nobodys_way() -> None:
    """Nobody waits in a circle: the issue is locked before its blocks, whatever is done."""
    world = build_world()
    for _ in range(ROUNDS):
        issue = making.an_issue(world)
        blocks = [making.a_block(world, issue, heading=str(number)) for number in range(3)]

        def write(pk: Any = blocks[0].pk) -> None:
            with acting(world.bureau):
                row = Block.objects.get(pk=pk)
                row.heading = "Nieuw"
                row.save()

        def add(issue: Issue = issue) -> None:
            with acting(world.bureau_only):
                order.add(Block(issue=issue, kind="tekst", heading="Erbij"))

        def up(issue: Issue = issue) -> None:
            now = order.current(issue)
            with contextlib.suppress(StaleOrder):
                order.arrange(issue, [now[1], now[0], *now[2:]], base=now, by=world.bureau)

        told = at_once([write, add, add, up, up, add])
        assert told == [""] * AT_ONCE
        places = list(issue.blocks.order_by("position").values_list("position", flat=True))
        assert places == [1, 2, 3, 4, 5, 6]


def test_of_six_who_save_one_block_at_once_five_are_told() -> None:
    world = build_world()
    for _ in range(ROUNDS):
        block = making.a_block(world, making.an_issue(world))
        seen = [Block.objects.get(pk=block.pk) for _ in range(AT_ONCE)]

        def write(row: Block, number: int) -> None:
            with acting(world.bureau):
                row.heading = f"Van {number}"
                row.save()

        told = at_once([lambda row=row, at=at: write(row, at) for at, row in enumerate(seen)])  # type: ignore[misc]
        assert sorted(told) == ["", *["StaleVersion"] * (AT_ONCE - 1)]


def test_issues_frozen_at_once_get_numbers_of_their_own() -> None:
    world = build_world()
    for _ in range(ROUNDS):
        issues = [making.an_issue(world, f"Nummer {at}") for at in range(AT_ONCE)]
        for issue in issues:
            making.a_block(world, issue)

        def ask(issue: Issue) -> None:
            with acting(world.bureau):
                freeze(issue)

        assert at_once([lambda one=one: ask(one) for one in issues]) == [""] * AT_ONCE  # type: ignore[misc]
        numbers = list(Issue.objects.exclude(number=None).values_list("number", flat=True))
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
