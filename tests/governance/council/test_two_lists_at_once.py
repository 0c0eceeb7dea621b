"""The same list uploaded twice and taken over at the same moment adds no row twice."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from governance.council.importing import applying, comparing
from governance.council.models import Commitment
from tests.governance.council.reading_in import read_in, seen
from tests.world import World

HEADS = ["toezegging", "gedaan op"]
ROWS = [["De Staten horen hoe het loopt", "5 juni 2024"], ["Iets anders", "6 juni 2024"]]


def waits_or_is_done(other: "Future[Any]") -> bool:
    """Whether the other press waits for a lock; False once it is over."""
    while not other.done():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", [True, False], ids=["locked", "control"])
def test_the_second_sees_what_the_first_added(world: World, as_: Any, held: bool, monkeypatch: Any) -> None:
    one, other = as_(world.clerk), as_(world.bureau)
    first, second = (read_in(client, "toezeggingen", world.staten, HEADS, ROWS) for client in (one, other))
    mine, theirs = seen(one, first), seen(other, second)
    if not held:
        monkeypatch.setattr(comparing.Comparing, "_hold", lambda *_: None)
    add, waited = applying._add, list[bool]()

    def press() -> int:
        try:
            return int(other.post(second, theirs).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        presses = list[Future[int]]()

        def adds(*what: Any) -> None:
            if not presses:
                presses.append(pool.submit(press))
                waited.append(waits_or_is_done(presses[0]))
            add(*what)

        monkeypatch.setattr(applying, "_add", adds)
        assert one.post(first, mine).status_code == 302
        answer = presses[0].result()
    assert waited == [held]
    assert (answer, Commitment.objects.count()) == ((422, 2) if held else (302, 4))
