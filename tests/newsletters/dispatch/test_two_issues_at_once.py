"""Two issues that go out at the same moment: who wants one in three months gets one of them."""

import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, transaction

from newsletters.dispatch import filling, steps
from newsletters.dispatch.jobs import send_issues
from newsletters.dispatch.models import Sending
from newsletters.subscriptions.reading import ISSUE
from newsletters.subscriptions.states import Frequency
from tests.newsletters.dispatch.issues import an_issue, approved
from tests.newsletters.subscriptions.readers import reader
from tests.world import World
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)
# The control: each has a lock of its own.
APART = "hashtextextended(gen_random_uuid()::text, 0)"


@pytest.mark.parametrize("one_by_one", [True, False])
def test_who_wants_few_gets_one_of_two(world: World, monkeypatch: Any, one_by_one: bool) -> None:
    reader("elke")
    reader("kwartaal", frequency=Frequency.QUARTER)
    for title in ("Zomernieuws", "Extra nieuws"):
        steps.begin(approved(world, an_issue(world, title)), by=world.bureau.person)
    if not one_by_one:
        monkeypatch.setattr(filling, "_LOCK", APART)
    both, real = threading.Barrier(2), filling._write_variant

    def together(*given: Any) -> int:
        """Both wrote before either is seen by the other, if both come here at all."""
        with transaction.atomic():
            new = real(*given)
            with suppress(threading.BrokenBarrierError):
                both.wait(3)
        return new

    monkeypatch.setattr(filling, "_write_variant", together)
    problems: list[Exception] = []
    keys = list(Sending.objects.values_list("pk", flat=True))
    threads = [threading.Thread(target=_fill, args=[pk, problems]) for pk in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    send_issues()
    mails = OutgoingMail.objects.filter(kind=ISSUE)
    assert mails.filter(to_address__startswith="elke").count() == 2
    assert mails.filter(to_address__startswith="kwartaal").count() == (1 if one_by_one else 2)


def _fill(pk: Any, problems: list[Exception]) -> None:
    try:
        filling.fill(Sending.objects.select_related("issue__frozen", "mailing").get(pk=pk))
    except Exception as problem:
        problems.append(problem)
    finally:
        connection.close()
