"""Many people for the last places at the same moment: as many come in as there is room for."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from governance.bodies.models import Role
from governance.council.models import CouncilSession
from governance.council.sessions import joining
from tests.governance.council.meeting import a_carousel, a_session
from tests.world import World, account, build_world, mandate
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, PLACES, ROUNDS, IN_FULL = 6, 3, 3, 100


def people(world: World) -> list[Any]:
    found = [account(f"Lid Nummer {at}") for at in range(AT_ONCE)]
    for one in found:
        mandate(one, world.staten, Role.PROVINCIAL_MEMBER)
    return found


def came_in(world: World, everybody: list[Any]) -> CouncilSession:
    """Six who want to come at once to a session with three groups of one."""
    session = a_session(world.staten)
    a_carousel(session, group_size=PLACES // 3)
    start, refused = threading.Barrier(AT_ONCE), list[Any]()

    def press(who: Any) -> None:
        try:
            mine = CouncilSession.objects.get(pk=session.pk)
            start.wait()
            joining.join(mine, who.person, by=who)
        except ValidationError:
            refused.append(who)  # full: the place went to another
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(press, everybody))
    assert session.places.count() + len(refused) == AT_ONCE, "who got no place was told so"
    return session


def groups(rounds: int) -> list[list[str]]:
    world = build_world()
    everybody = people(world)
    sessions = [came_in(world, everybody) for _ in range(rounds)]
    return [sorted(session.places.values_list("group", flat=True)) for session in sessions]


def test_six_at_once_get_three_places() -> None:
    assert groups(ROUNDS) == [["A", "B", "C"]] * ROUNDS


@pytest.mark.long
def test_six_at_once_get_three_places_in_full() -> None:
    assert groups(IN_FULL) == [["A", "B", "C"]] * IN_FULL


def test_control_without_the_lock_more_come_in_than_there_is_room_for(monkeypatch: Any) -> None:
    counted = joining.rooms_of
    meet = threading.Barrier(AT_ONCE)

    @contextmanager
    def unlocked(row: CouncilSession, by: Any, reason: str = "") -> Iterator[CouncilSession]:
        with acting(by, reason=reason), transaction.atomic():
            yield CouncilSession.objects.get(pk=row.pk)

    def all_count_first(*args: Any) -> Any:
        found = counted(*args)
        meet.wait()
        return found

    monkeypatch.setattr(joining, "taking", unlocked)
    monkeypatch.setattr(joining, "rooms_of", all_count_first)
    assert groups(1) == [["A"] * AT_ONCE]
