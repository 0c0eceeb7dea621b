"""What mass mail costs against plain smtplib: the same sink, ready bytes, one reused connection.

Ours claims, fills, locks the address, writes down each step and its outcome; smtplib does none of that. Two sinks, each
in a process of its own: the catcher of `make run`, which computes on the same processors as database and lines, so that
no more lines can win more there than four bare connections do (printed too); and a relay as on a machine of its own,
which takes SYNC per mail.
"""

import os
import resource
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings

from tests.kernel.mailing import mass
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.local.ports import free_port
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.filling import fill
from zorgzaam.post.bulk.sending import send_waiting
from zorgzaam.post.models import OutgoingMail

READERS, DOMAINS, MANY, ROUNDS = 1_000, 50, 100_000, 3
GOAL, GOAL_OF_FOUR = 0.7, 2.0
# Seconds a disk takes to have a mail for sure.
SYNC = 0.0025
SINKS = {"de vanger": "zorgzaam.post.catcher", "een relay elders": "tests.benchmarks.relay_elsewhere"}


def measure() -> None:
    """Print messages a second and the ratios, then how long it takes to put MANY readers in the book and what memory
    that takes."""
    with acting(SystemActor.WORKER, job="bench"):
        # As readers are: of many domains, so that MAIL_PER_DOMAIN holds up none.
        for each in range(DOMAINS):
            mass.people(READERS // DOMAINS, f"d{each}.example")
        for name, module in SINKS.items():
            with _sink(module) as relay:
                _compare(name, relay)
        _fill_the_book()
        Person.objects.all().filter(email__startswith="lezer").update(email="")


def _compare(sink: str, relay: dict[str, object]) -> None:
    """Print the best of ROUNDS, taken in turns; each way gives messages a second."""
    ways: dict[str, Callable[[str], float]] = {
        "kaal": lambda about: _by_smtplib(relay["MAIL_RELAY_PORT"], 1, about),
        "kaal, vier": lambda about: _by_smtplib(relay["MAIL_RELAY_PORT"], 4, about),
        "een lijn": lambda about: _ours(relay, 1, about),
        "vier lijnen": lambda about: _ours(relay, 4, about),
    }
    best = dict.fromkeys(ways, 0.0)
    for turn in range(ROUNDS):
        for name, way in ways.items():
            best[name] = max(best[name], way(f"{sink}-{name}-{turn}"))
    bare = best.pop("kaal")
    goals = {"een lijn": f" (doel {GOAL})", "vier lijnen": f" (doel {GOAL_OF_FOUR})"}
    said = ", ".join(
        f"{name} {rate:.0f}, verhouding {rate / bare:.2f}{goals.get(name, '')}" for name, rate in best.items()
    )
    print(f"massapost, {READERS} lezers naar {sink}: kaal smtplib {bare:.0f} per seconde; {said}")


def _by_smtplib(port: int, connections: int, about: str) -> float:
    """Ready mails a second over so many reused connections."""
    mass.queued(about)
    mails = OutgoingMail.objects.filter(about=about).select_related("body")
    ready = [(mail.to_address, fill(mail.body, mail)) for mail in mails]
    mails.update(state="failed")

    def say(mine: list[tuple[str, bytes]]) -> None:
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            for address, message in mine:
                smtp.sendmail("noreply@zorgzaam.example", [address], message)

    began = time.perf_counter()
    with ThreadPoolExecutor(connections) as lines:
        list(lines.map(say, (ready[at::connections] for at in range(connections))))
    return len(ready) / (time.perf_counter() - began)


def _ours(relay: dict[str, object], connections: int, about: str) -> float:
    """Mails from the book a second. Everybody with an address reads along: also who else stands in the database."""
    waiting = mass.queued(about)
    with override_settings(**relay, MAIL_CONNECTIONS=connections):
        began = time.perf_counter()
        taken = send_waiting()
    assert taken == waiting, f"{taken} van {waiting}"
    return taken / (time.perf_counter() - began)


def _fill_the_book() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mass.people(MANY, "groot.example")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    new = mass.queued("honderdduizend")
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"massapost, {new} lezers in het boek in {seconds:.1f} s, geheugen +{(after - grown) // 1024} MiB "
        f"(lezers maken vooraf: +{(grown - before) // 1024} MiB)"
    )
    OutgoingMail.objects.filter(about="honderdduizend").update(state="failed")


@contextmanager
def _sink(module: str) -> Iterator[dict[str, object]]:
    """A relay in a process of its own; gives the settings that lead to it."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="zz-post-") as folder:
        own = {"MAIL_CATCHER_DIR": folder, "MAIL_RELAY_PORT": str(port), "SINK_SYNC": str(SYNC)}
        environment = {**os.environ, **own}
        process = subprocess.Popen([sys.executable, "-m", module], env=environment)
        try:
            _listens(port)
            yield {"MAIL_RELAY_HOST": "127.0.0.1", "MAIL_RELAY_PORT": port, "MAIL_CATCHER_DIR": Path(folder)}
        finally:
            process.terminate()
            process.wait(timeout=30)


def _listens(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as link:
            if link.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("de vanger luistert niet")


if __name__ == "__main__":
    measure()
