"""Workers killed at every step of a mass mail: nobody forgotten, nobody mailed twice (promise I3).

Real processes, SIGKILL, four connections, a relay that keeps a file per arrival before it says 250.
"""

import os
import random
import signal
import time
from collections import Counter

import pytest
from kombu.exceptions import OperationalError

from tests.conftest import FULL
from tests.kernel.mailing import mass
from tests.kernel.test_post_kills import (  # noqa: F401 - the relay and the worker are fixtures
    SETTLING,
    _relay,
    arrivals,
    eventually,
    kill,
    redis_client,
    start_worker,
    states,
    time_passes,
)
from zorgzaam.post.bulk.claiming import claim, free_what_was_left
from zorgzaam.post.bulk.models import MailDomain
from zorgzaam.post.bulk.turns import Turns, WhyStopped, why_not
from zorgzaam.post.jobs import send_mailings, sweep
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.reconcile import recover_leases

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("setup_actor")]

CONNECTIONS = 4
POINTS = [
    "mail.after_wake_up",
    "mail.after_claim",
    "mail.after_handed",
    "mail.after_rcpt",
    "mail.in_data",
    "mail.after_dot",
    "mail.after_250",
    "mail.after_sent",
]


def recover():
    """What the clock does, until nothing changes any more."""
    for _ in range(3):
        time_passes()
        MailDomain.objects.all().delete()
        sweep()
        send_mailings()


def test_killed_anywhere_it_loses_and_doubles_nobody(zygote, catcher):
    rounds = 25 if FULL else 1
    mass.people(12)
    for at in range(rounds):
        for point in POINTS:
            mass.queued(f"{point}-{at}")
            assert zygote.run({"do": "send_mass_mail", "killpoint": point}) == [-signal.SIGKILL], point
            assert states()[MailState.UNCERTAIN] + states()[MailState.HANDED] <= CONNECTIONS, point
            recover()
    assert arrivals(catcher[0]) == {1: 12 * len(POINTS) * rounds}
    assert set(states()) == {MailState.SENT}


def test_what_a_killed_line_claimed_goes_with_the_next_ring(zygote, catcher):
    mass.people(12)
    mass.queued()
    assert zygote.run({"do": "send_mass_mail", "killpoint": "mail.after_claim"}) == [-signal.SIGKILL]
    assert states()[MailState.CLAIMED]
    send_mailings()  # no lease is over
    assert arrivals(catcher[0]) == {1: 12}


def test_control_without_freeing_it_waits_for_the_lease(zygote, monkeypatch):
    mass.people(12)
    mass.queued()
    zygote.run({"do": "send_mass_mail", "killpoint": "mail.after_claim"})
    monkeypatch.setattr("zorgzaam.post.bulk.sending.free_what_was_left", lambda _number: 0)
    send_mailings()
    assert states()[MailState.CLAIMED]


def test_a_line_that_was_only_cut_off_says_nothing_of_what_the_next_has():
    mass.people(3)
    mass.queued()
    cut_off = claim(0)
    assert free_what_was_left(1) == 0  # another lane's claims are not touched
    assert free_what_was_left(0) == 3
    turns = Turns()
    assert [turns.begin(mail) for mail in cut_off] == [False] * 3
    assert {why_not(mail) for mail in cut_off} == {WhyStopped.LOST}
    turns.write_last()
    assert states() == {MailState.QUEUED: 3}


def test_killed_before_it_rings_or_while_it_asks_the_witness(zygote, catcher):
    mass.people(4)
    rounds = 25 if FULL else 1
    for at in range(rounds):
        opened = {"do": "open_a_mailing", "with": {"about": f"wekker-{at}"}}
        assert zygote.run({**opened, "killpoint": "mail.before_wake_up"}) == [-signal.SIGKILL]
        assert OutgoingMail.objects.filter(about=f"wekker-{at}").count() == 4
        zygote.run({"do": "send_mass_mail", "killpoint": "mail.after_250"})
        time_passes()
        recover_leases()
        assert zygote.run({"do": "sweep_post", "killpoint": "mail.in_reconcile"}) == [-signal.SIGKILL]
        recover()
    assert arrivals(catcher[0]) == {1: 4 * rounds}
    assert states() == {MailState.SENT: 4 * rounds}


def test_schedulers_and_workers_side_by_side_send_each_mail_once(zygote, catcher):
    mass.people(40)
    mass.queued()
    # Two clocks that ring at the same moment, and a wake-up that came twice.
    assert zygote.run(*[{"do": "send_mass_mail"}, {"do": "sweep_post"}] * 2) == [0] * 4
    send_mailings()
    assert arrivals(catcher[0]) == {1: 40}


def test_a_worker_that_keeps_dying_and_a_broker_that_forgets(catcher, start_worker):  # noqa: F811
    redis_client().flushdb()
    dying = start_worker("mail.after_250")
    mass.people(8)
    mass.queued()
    assert eventually(rung)
    assert eventually(lambda: any(catcher[0].glob("*.eml")))  # woken through the broker, and killed
    kill(dying)
    redis_client().flushdb()  # every wake-up is gone
    time.sleep(SETTLING)
    time_passes()
    sweep()
    time_passes()
    healthy = start_worker()
    send_mailings.delay()  # what beat rings each minute
    assert eventually(lambda: states() == {MailState.SENT: 8}), states()
    kill(healthy)
    assert arrivals(catcher[0]) == {1: 8}


def rung():
    """Whether the broker took a wake-up; on a busy machine one may be lost, and the clock rings again."""
    try:
        send_mailings.delay()
    except OperationalError:
        return False
    return True


def test_killed_while_it_fills_the_book_it_goes_on_where_it_was(zygote):
    mass.people(25)
    task = {"do": "queue_mass_mail", "with": {"about": "boek", "batch": 10}}
    assert zygote.run({**task, "killpoint": "mail.queued_a_batch"}) == [-signal.SIGKILL]
    assert OutgoingMail.objects.count() == 10
    assert zygote.run(task, task, task) == [0, 0, 0]
    assert Counter(OutgoingMail.objects.values_list("to_address", flat=True)).most_common(1)[0][1] == 1
    assert OutgoingMail.objects.count() == 25


def test_random_kills_of_workers_side_by_side(zygote, catcher):
    kills = 200 if FULL else 4
    seed = int(os.environ.get("ZORGZAAM_SEED", random.randrange(10**6)))
    chance = random.Random(seed)
    mass.people(kills * 20)
    mass.queued()
    for _ in range(kills):
        zygote.run(*[{"do": "send_mass_mail", "kill_after": chance.uniform(0.02, 0.4)} for _ in range(2)])
        time_passes()
    recover()
    assert arrivals(catcher[0]) == {1: kills * 20}, f"seed {seed}"
    assert states() == {MailState.SENT: kills * 20}, f"seed {seed}"


def test_control_a_line_that_sends_handed_mail_again_doubles(zygote, catcher):
    mass.people(1)
    mass.queued()
    zygote.run({"do": "send_mass_mail", "killpoint": "mail.after_250"})
    OutgoingMail.objects.filter(state=MailState.HANDED).update(state=MailState.QUEUED, claimed_by=None)
    send_mailings()
    assert arrivals(catcher[0]) == {2: 1}
