"""Workers killed at every step: nothing lost, nothing twice (promise I3). Real processes, SIGKILL, a real
relay.

The relay is the local catcher: it writes a file per arrival before it says 250 and so can be asked
afterwards.
"""

import datetime
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import FULL
from tests.kernel import zygote as zygotes
from zorgzaam.post.jobs import deliver, sweep
from zorgzaam.post.models import MailState, OutgoingMail
from zorgzaam.post.names import caught_name
from zorgzaam.post.office import Letter, put
from zorgzaam.post.reconcile import reconcile, recover_leases

pytestmark = pytest.mark.django_db(transaction=True)

# Seconds the catcher gets to finish writing what a killed worker had said to the end; `reconcile` takes ninety.
SETTLING = 1.0

POINTS = [
    "mail.after_wake_up",
    "mail.after_claim",
    "mail.after_rcpt",
    "mail.after_handed",
    "mail.in_data",
    "mail.after_dot",
    "mail.after_250",
    "mail.after_sent",
]


@pytest.fixture(autouse=True)
def _relay(settings, catcher):
    folder, port = catcher
    for path in folder.iterdir():
        path.unlink()
    settings.MAIL_CATCHER_DIR, settings.MAIL_RELAY_PORT = folder, port
    settings.MAIL_RELAY_HOST, settings.MAIL_RELAY_WITNESS = "127.0.0.1", "catcher"


def write(number):
    """So many mails in the book, with nobody woken."""
    for each in range(number):
        put("proef", uuid_of(each), f"lezer{each}@deltaland.example", Letter("Onderwerp", "Tekst " * 400))


def uuid_of(each):
    return f"zaak-{each}-{time.monotonic_ns()}"


def time_passes():
    """An hour later: leases are over, unsure mail had time to settle, pauses are done."""
    hour = datetime.timedelta(hours=1)
    for mail in OutgoingMail.objects.exclude(state=MailState.SENT):
        OutgoingMail.objects.filter(pk=mail.pk).update(
            lease_until=mail.lease_until and mail.lease_until - hour,
            handed_at=mail.handed_at and mail.handed_at - hour,
            not_before=mail.not_before - 3 * hour,
        )


def recover():
    """What the sweeper does, until nothing changes any more."""
    for _ in range(3):
        time_passes()
        sweep()


def arrivals(folder) -> Counter[int]:
    """How many mails arrived how often: {1: 10} is ten mails once each."""
    names = Counter(path.stem.split("-")[0] for path in Path(folder).glob("*.eml"))
    return Counter(names[caught_name(mail.message_id)] for mail in OutgoingMail.objects.all())


def states() -> Counter[str]:
    return Counter(OutgoingMail.objects.values_list("state", flat=True))


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_anywhere_loses_and_doubles_nothing(zygote, catcher, point):
    rounds = 25 if FULL else 1
    for _ in range(rounds):
        write(3)
        assert zygote.run({"do": "deliver_mail", "killpoint": point}) == [-signal.SIGKILL]
        assert states()[MailState.UNCERTAIN] + states()[MailState.HANDED] <= 1
        recover()
    assert arrivals(catcher[0]) == {1: 3 * rounds}
    assert states() == {MailState.SENT: 3 * rounds}


def test_a_sweeper_killed_while_it_asks_the_witness_loses_and_doubles_nothing(zygote, catcher):
    for _ in range(25 if FULL else 1):
        write(2)
        zygote.run({"do": "deliver_mail", "killpoint": "mail.after_250"})
        zygote.run({"do": "deliver_mail", "killpoint": "mail.in_data"})
        time_passes()
        recover_leases()
        assert zygote.run({"do": "sweep_post", "killpoint": "mail.in_reconcile"}) == [-signal.SIGKILL]
        recover()
    assert set(arrivals(catcher[0])) == {1}


def test_a_request_killed_before_it_rings_leaves_the_mail_for_the_sweeper(zygote, catcher):
    assert zygote.run({"do": "put_one", "with": {"about": "1"}, "killpoint": "mail.before_wake_up"}) == [
        -signal.SIGKILL
    ]
    sweep()
    assert arrivals(catcher[0]) == {1: 1}


def test_control_a_policy_that_requeues_blind_sends_twice(zygote, catcher):
    write(1)
    zygote.run({"do": "deliver_mail", "killpoint": "mail.after_250"})
    OutgoingMail.objects.filter(state=MailState.HANDED).update(state=MailState.QUEUED, claimed_by=None)
    deliver()
    assert arrivals(catcher[0]) == {2: 1}


def test_deliverers_side_by_side_send_each_mail_once(zygote, catcher):
    write(25)
    assert zygote.run(*[{"do": "deliver_mail"}] * 4) == [0] * 4
    assert arrivals(catcher[0]) == {1: 25}


def test_control_without_the_claim_deliverers_side_by_side_send_twice(zygote, catcher):
    write(10)
    zygote.run(*[{"do": "deliver_without_claim"}] * 2)
    assert arrivals(catcher[0])[2] > 0


def test_random_kills_lose_and_double_nothing(zygote, catcher):
    _random_kills(zygote, catcher[0], kills=200 if FULL else 4)


def _random_kills(zygote, folder, kills):
    seed = int(os.environ.get("ZORGZAAM_SEED", random.randrange(10**6)))
    print(f"seed {seed}")
    chance = random.Random(seed)
    write(kills * 3)
    for _ in range(kills):
        tasks = [{"do": "sweep_post", "kill_after": chance.uniform(0.01, 0.3)} for _ in range(2)]
        zygote.run(*tasks)
        time_passes()
    recover()
    assert arrivals(folder) == {1: kills * 3}, f"seed {seed}"
    assert states() == {MailState.SENT: kills * 3}, f"seed {seed}"


# ---------------------------------------------------------------- a real worker and a real broker
@pytest.fixture
def start_worker(catcher):
    """`start_worker(killpoint)`: a Celery worker with its own process group; all are killed afterwards."""
    folder, port = catcher
    started = []

    def start(killpoint=""):
        environment = {
            **os.environ,
            "MAIL_RELAY_PORT": str(port),
            "MAIL_RELAY_WITNESS": "catcher",
            "MAIL_CATCHER_DIR": str(folder),
            "ZORGZAAM_KILLPOINT": killpoint,
        }
        options = ["--concurrency", "2", "--loglevel", "error", "--without-gossip", "--without-mingle"]
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "celery", "--app", "zorgzaam.celery", "worker", *options],
                cwd=zygotes.ROOT,
                env=environment,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return started[-1]

    yield start
    for worker in started:
        kill(worker)


def kill(worker):
    """Parent and children at once."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def eventually(condition, seconds=120.0):
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def redis_client():
    import redis
    from django.conf import settings

    return redis.Redis.from_url(settings.REDIS_URL)


def test_a_worker_that_keeps_dying_and_a_broker_that_forgets_lose_and_double_nothing(catcher, start_worker):
    redis_client().flushdb()
    dying = start_worker("mail.after_250")
    write(4)
    assert eventually(lambda: any(catcher[0].glob("*.eml")))  # woken through the broker, and killed
    kill(dying)
    redis_client().flushdb()  # every wake-up is gone
    time.sleep(SETTLING)
    left = states()
    time_passes()
    recover_leases()
    reconcile()
    time_passes()  # killed before its content was said: it waits a minute and goes again
    healthy = start_worker()
    from zorgzaam.post.jobs import sweep as sweep_task

    sweep_task.delay()  # what beat rings each minute
    assert eventually(lambda: states() == {MailState.SENT: 4}), (left, list(OutgoingMail.objects.values()))
    kill(healthy)
    assert arrivals(catcher[0]) == {1: 4}
