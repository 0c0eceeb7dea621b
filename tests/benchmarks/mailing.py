"""What mass mail costs against plain smtplib: the same sink, ready bytes, one reused connection.

The sink is the catcher of `make run`, in a process of its own: like a real relay it syncs a mail before it says 250.
Ours claims, fills, locks the address, writes down each step and its outcome; smtplib does none of that.
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


def measure() -> None:
    """Print messages a second and the ratios, then how long it takes to put MANY readers in the book and what memory
    that takes."""
    with acting(SystemActor.WORKER, job="bench"), _catcher() as relay:
        # As readers are: of many domains, so that MAIL_PER_DOMAIN holds up none.
        for each in range(DOMAINS):
            mass.people(READERS // DOMAINS, f"d{each}.example")
        plain, one, four = 0.0, 0.0, 0.0
        for turn in range(ROUNDS):
            plain = max(plain, _rate(lambda turn=turn: _by_smtplib(relay["MAIL_RELAY_PORT"], f"kaal-{turn}")))
            one = max(one, _rate(lambda turn=turn: _ours(relay, 1, f"een-{turn}")))
            four = max(four, _rate(lambda turn=turn: _ours(relay, 4, f"vier-{turn}")))
        print(
            f"massapost, {READERS} lezers: kaal smtplib {plain:.0f} per seconde, een lijn {one:.0f} (verhouding "
            f"{one / plain:.2f}, doel {GOAL}), vier lijnen {four:.0f} (verhouding {four / plain:.2f}, "
            f"doel {GOAL_OF_FOUR})"
        )
        _fill_the_book()
        Person.objects.all().filter(email__startswith="lezer").update(email="")


def _rate(work: Callable[[], float]) -> float:
    return READERS / work()


def _by_smtplib(port: int, about: str) -> float:
    """Seconds for READERS ready mails over one connection."""
    mass.queued(about)
    mails = OutgoingMail.objects.filter(about=about).select_related("body")
    ready = [(mail.to_address, fill(mail.body, mail)) for mail in mails]
    mails.update(state="failed")
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for address, message in ready:
            smtp.sendmail("noreply@zorgzaam.example", [address], message)
    return time.perf_counter() - began


def _ours(relay: dict[str, object], connections: int, about: str) -> float:
    """Seconds for READERS mails from the book."""
    mass.queued(about)
    with override_settings(**relay, MAIL_CONNECTIONS=connections):
        began = time.perf_counter()
        taken = send_waiting()
    assert taken == READERS, f"{taken} van {READERS}"
    return time.perf_counter() - began


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
def _catcher() -> Iterator[dict[str, object]]:
    """A relay in a process of its own; gives the settings that lead to it."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="zz-post-") as folder:
        environment = {**os.environ, "MAIL_CATCHER_DIR": folder, "MAIL_RELAY_PORT": str(port)}
        process = subprocess.Popen([sys.executable, "-m", "zorgzaam.post.catcher"], env=environment)
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
