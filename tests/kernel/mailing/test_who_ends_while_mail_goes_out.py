"""Who ends their mail gets none that begins after that; who is being mailed just then is waited for, but not for long
(promise I5)."""

import random
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from tests.kernel.mailing import mass
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.bulk import claiming, suppression, turns
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.bulk.suppression import lift, suppress
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.permission import LAPSED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]
# Threads have a connection of their own; each such test costs a fresh database.
committed = pytest.mark.django_db(transaction=True)
ODD = "lezer1@deltaland.example"


def odd() -> OutgoingMail:
    return OutgoingMail.objects.get(to_address=ODD)


def test_who_ended_gets_nothing_any_more_and_who_came_back_does(sink):
    mass.people(3)
    mass.queued()
    suppress(ODD.upper(), "proef", WhyNot.ENDED)
    assert send_waiting() == 2
    assert (odd().state, odd().last_answer) == (MailState.FAILED, LAPSED)
    assert lift(ODD, ["proef"]) == 1
    mass.queued("nummer-2")
    assert send_waiting() == 3


@pytest.mark.parametrize(("scope", "goes"), [("*", 2), ("anders", 3)])
def test_an_end_holds_for_its_scope(sink, scope, goes):
    mass.people(3)
    mass.queued()
    suppress(ODD, scope, WhyNot.BOUNCED)
    assert send_waiting() == goes


def test_an_end_between_claim_and_saying_is_seen(sink, monkeypatch):
    mass.people(3)
    mass.queued()
    batches = iter([claiming.claim(1), []])
    suppress(ODD, "proef", WhyNot.ENDED)
    monkeypatch.setattr("zorgzaam.post.bulk.sending.claim", lambda _number: next(batches))
    assert send_waiting() == 2
    assert f"RCPT TO:<{ODD}>" not in sink.commands


def locked() -> int:
    """Addresses this line keeps from being ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "what", [{}, {"rcpt": "550 5.1.1 onbekend"}, {"dot": "450 later"}, {"dot": "dot-drop"}]
)
def test_when_all_was_said_no_address_is_locked(sink, what):
    mass.people(3)
    mass.queued()
    sink.for_recipient[ODD] = what
    assert send_waiting() == (2 if what else 3)
    assert locked() == 0


def test_a_line_that_breaks_in_the_middle_lets_go_of_its_address(sink, monkeypatch):
    mass.people(2)
    mass.queued()
    monkeypatch.setattr("zorgzaam.post.bulk.sending.say", _breaks)
    with pytest.raises(ZeroDivisionError):
        send_waiting()
    assert locked() == 0


def _breaks(*args):
    assert locked() == 2, "the lane and the address"
    raise ZeroDivisionError


@committed
def test_who_frees_an_address_waits_for_a_mail_that_is_being_said(sink, monkeypatch):
    monkeypatch.setattr(suppression, "PATIENCE", "50ms")
    with _being_said() as mail:
        problems = []
        _in_thread(problems, lambda: transaction.atomic(suppression.wait_for_the_line)(mail.digest))
    assert isinstance(problems[0], OperationalError)


@committed
def test_who_ends_while_the_relay_stalls_is_kept_all_the_same(sink, monkeypatch):
    monkeypatch.setattr(suppression, "PATIENCE", "50ms")
    with _being_said() as mail:
        problems = []
        _in_thread(problems, lambda: suppress(mail.to_address, "proef", WhyNot.ENDED))
    assert not problems
    assert suppression.is_suppressed(mail.to_address, "proef")


@committed
@pytest.mark.parametrize("asks_again", [True, False])
def test_who_ended_while_the_relay_stalled_gets_no_content(sink, monkeypatch, asks_again):
    monkeypatch.setattr(suppression, "PATIENCE", "50ms")
    monkeypatch.setattr(suppression, "SLOW", 0.0 if asks_again else 60.0)
    mass.people(2)
    mass.queued()
    real, problems = sink._say, []

    def stalling(link, stage, recipient=""):
        if stage == "rcpt" and recipient == ODD:
            _in_thread(problems, lambda: suppress(ODD, "proef", WhyNot.ENDED))
        return real(link, stage, recipient)

    sink._say = stalling
    sent = send_waiting()
    assert not problems
    # The control: a line that does not look again says it.
    assert sent == (1 if asks_again else 2)
    assert len(sink.messages) == sent
    assert not asks_again or (odd().state, odd().last_answer) == (MailState.FAILED, LAPSED)


@contextmanager
def _being_said():
    mass.people(1)
    mass.queued()
    (mail,) = claiming.claim(0)
    saying = turns.Turns()
    assert saying.begin(mail)
    yield mail
    saying.end()


def _in_thread(problems, act):
    def run():
        try:
            with acting(SystemActor.WORKER, job="test"):
                act()
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def _end_in_thread(address, problems):
    try:
        with acting(SystemActor.WORKER, job="test"):
            suppress(address, "proef", WhyNot.ENDED)
    except Exception as problem:
        problems.append(problem)
    finally:
        connection.close()


def _races(settings, sink, number: int) -> int:
    """Readers end while mail goes out on four lines; gives how many DATA began after an end was committed."""
    settings.MAIL_CONNECTIONS = 4
    mass.people(number)
    mass.queued()
    addresses = [f"lezer{each}@deltaland.example" for each in range(number)]
    random.shuffle(addresses)
    ended: dict[str, float] = {}
    said: dict[str, float] = {}
    real = sink._say

    def watching(link, stage, recipient=""):
        if stage == "data":
            said[recipient] = time.monotonic()
        return real(link, stage, recipient)

    sink._say = watching

    def end(mine):
        for address in mine:
            problems: list[Exception] = []
            _end_in_thread(address, problems)
            assert not problems
            ended[address] = time.monotonic()

    threads = [threading.Thread(target=end, args=[addresses[at::2]]) for at in range(2)]
    for thread in threads:
        thread.start()
    send_waiting()
    for thread in threads:
        thread.join()
    late = [address for address, moment in said.items() if moment > ended[address]]
    assert len(sink.messages) == len(said)
    return len(late)


@committed
def test_no_mail_begins_after_an_end_was_committed(sink, settings):
    from tests.conftest import FULL

    assert _races(settings, sink, 1000 if FULL else 120) == 0


@committed
def test_control_without_the_look_at_ends_mail_begins_after_them(sink, settings, monkeypatch):
    monkeypatch.setattr(turns, "_TURN", turns._TURN.replace("ended.digest = mail.digest", "false"))
    assert _races(settings, sink, 120) > 0
