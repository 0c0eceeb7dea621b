"""Two colleagues merge the same two the other way round, at the same moment: one of them wins."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection

from partners.merging import joining
from partners.organisations.models import Organisation
from tests.conftest import FULL
from tests.partners.merging import mark_of, merged
from tests.world import build_world, organisation
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 200 if FULL else 6


def together(acts: list[Any]) -> list[str]:
    start = threading.Barrier(len(acts))

    def press(act: Any) -> str:
        try:
            start.wait()
            act()
        except (ValidationError, StaleVersion):
            return "refused"
        except Error as problem:
            return type(problem).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(press, acts))


def crossing(world: Any, number: int) -> tuple[list[str], int]:
    """What each was told, and how many of the two went."""
    one, other = organisation(f"Zorg Noord {number}"), organisation(f"Noorderzorg {number}")
    pairs = [(one, other, world.bureau), (other, one, world.bureau_only)]
    marks = [mark_of(*pair) for pair in pairs]
    acts = [
        lambda pair=pair, seen=seen: merged(*pair, seen=seen) for pair, seen in zip(pairs, marks, strict=True)
    ]
    told = together(acts)
    return told, Organisation.objects.filter(pk__in=[one.pk, other.pk], merged_into__isnull=False).count()


def test_two_merges_that_cross_end_as_one() -> None:
    world = build_world()
    for number in range(ROUNDS):
        assert crossing(world, number) == (["done", "refused"], 1)


def test_control_without_the_trigger_two_rows_point_at_each_other(owner_sql: Any) -> None:
    """By a bare update, as nothing but the database could stop it; without its trigger both go, and nobody is left."""
    world = build_world()
    one, other = organisation("Zorg Noord"), organisation("Noorderzorg")

    def bare(gone: Organisation, kept: Organisation) -> None:
        with acting(world.bureau):
            Organisation.objects.filter(pk=gone.pk).update(merged_into=kept)

    acts = [lambda: bare(one, other), lambda: bare(other, one)]
    assert together(acts) == ["IntegrityError", "done"]
    with acting(world.bureau):
        Organisation.objects.filter(pk__in=[one.pk, other.pk]).update(merged_into=None)
    owner_sql("ALTER TABLE partners_organisation DISABLE TRIGGER pgtrigger_merged_once_" + _pgid())
    assert together(acts) == ["done", "done"]


def _pgid() -> str:
    trigger = next(each for each in Organisation._meta.triggers if each.name == "merged_once")
    return str(trigger.get_pgid(Organisation)).removeprefix("pgtrigger_merged_once_")


def test_without_the_lock_the_versions_of_both_rows_refuse_the_second(monkeypatch: Any) -> None:
    world = build_world()
    meet = threading.Barrier(2)

    def unlocked(*keys: Any) -> Any:
        rows = {row.pk: row for row in Organisation.objects.filter(pk__in=keys)}
        meet.wait(timeout=20)
        return rows

    monkeypatch.setattr(joining, "_lock", unlocked)
    assert crossing(world, 0) == (["done", "refused"], 1)
