"""Fifty for the last seat; two clocks at once; a worker killed in the middle. Each time it is as if one did it."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from newsletters.network_meeting import answering, sending, settling, telling
from newsletters.network_meeting.answering import Given, answer
from newsletters.network_meeting.models import Answer, Attendee, Invitee, NetworkMeeting, WaveLetter
from tests.newsletters.network.meeting import an_invitee, fired, in_days, mails, moved, prepared, told, wave
from tests.world import World, build_world
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50


def all_at_once(rows: list[Invitee], seats: int) -> list[str]:
    """Everybody says yes at the same moment; what went wrong, in words."""
    start, wrong = threading.Barrier(len(rows)), list[str]()

    def press(row: Invitee) -> None:
        try:
            mine = Invitee.objects.select_related("network_meeting__meeting").get(pk=row.pk)
            start.wait()
            answer(mine, Given(Answer.YES, [row.name]), by=SystemActor.VISITOR)
        except IntegrityError:
            wrong.append("the database refused")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(rows)) as pool:
        list(pool.map(press, rows))
    return wrong


def fifty(seats: int) -> NetworkMeeting:
    build_world()
    return prepared(seats=seats)


def test_fifty_for_the_last_seat_one_gets_it_and_the_rest_wait_in_turn() -> None:
    meeting = fifty(1)
    rows = [an_invitee(meeting, f"Mens {at:02}") for at in range(AT_ONCE)]
    assert all_at_once(rows, 1) == []
    assert meeting.attendees.seated().count() == 1
    assert meeting.attendees.waiting().count() == AT_ONCE - 1


def test_control_without_the_lock_the_rules_give_the_seat_twice_and_the_database_refuses(
    monkeypatch: Any,
) -> None:
    few = 6
    meeting = fifty(1)
    rows = [an_invitee(meeting, f"Mens {at:02}") for at in range(few)]
    counted, meet = settling._seat, threading.Barrier(few)

    @contextmanager
    def unlocked(row: NetworkMeeting, by: Any, reason: str = "") -> Any:
        with acting(by, reason=reason), transaction.atomic():
            yield NetworkMeeting.objects.select_related("meeting__body").get(pk=row.pk)

    def all_count_first(row: NetworkMeeting) -> None:
        found = list(row.attendees.waiting()[:1])
        meet.wait()
        for each in found:
            Attendee.objects.filter(pk=each.pk).update(seated_at=each.asked_at)

    monkeypatch.setattr(answering, "taking", unlocked)
    monkeypatch.setattr(settling, "_seat", all_count_first)
    wrong = all_at_once(rows, 1)
    assert counted is not all_count_first
    assert len(wrong) == few - 1, "without the lock all but one would have sat on one chair"
    assert meeting.attendees.seated().count() == 1, "the database counted"


def started(world: World, people: int) -> NetworkMeeting:
    meeting = prepared()
    for at in range(people):
        an_invitee(meeting, f"Mens {at:02}")
    sending.start(moved(wave(meeting), goes_at=in_days(-1)), by=world.bureau)
    return meeting


def test_two_clocks_at_once_write_each_mail_once() -> None:
    started(build_world(), 20)
    meet = threading.Barrier(2)

    def clock(_: int) -> int:
        try:
            meet.wait()
            return fired()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(clock, range(2))) + fired() == 20
    found = mails(sending.KIND)
    assert len(found) == len({mail.to_address for mail in found}) == WaveLetter.objects.count() == 20


KILLED = """
import os
os.environ["ZORGZAAM_KILLPOINT"] = "{point}"
import django
django.setup()
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from newsletters.network_meeting.jobs import send_waves, tell_changes
with acting(SystemActor.WORKER):
    {job}()
"""


@pytest.mark.parametrize(
    ("point", "job"),
    [
        ("network.before_letter", "send_waves"),
        ("network.after_letter", "send_waves"),
        ("network.before_told", "tell_changes"),
        ("network.after_told", "tell_changes"),
    ],
)
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(point: str, job: str) -> None:
    world = build_world()
    meeting = started(world, 3)
    kind, again = (sending.KIND, fired) if job == "send_waves" else (telling.KIND, told)
    if job == "tell_changes":
        for row in meeting.invitees.all():
            answer(row, Given(Answer.YES, [row.name]), by=SystemActor.VISITOR)
    for _ in range(2):
        died = subprocess.run(
            [sys.executable, "-c", KILLED.format(point=point, job=job)],
            env=_environment(), capture_output=True, check=False,
        )  # fmt: skip
        assert died.returncode == -signal.SIGKILL, died.stderr.decode()[-500:]
    assert mails(kind) == [], "nothing was half written"
    again()
    again()
    assert sorted(mail.to_address for mail in mails(kind)) == sorted(
        meeting.invitees.values_list("address", flat=True)
    )


def _environment() -> dict[str, str]:
    """That of this process, with the database of this test."""
    found = connection.settings_dict
    user, password, host, port = (found[key] for key in ("USER", "PASSWORD", "HOST", "PORT"))
    return {**os.environ, "DATABASE_URL": f"postgres://{user}:{password}@{host}:{port}/{found['NAME']}"}
