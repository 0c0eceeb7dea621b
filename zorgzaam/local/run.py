"""`make run`: the whole house on one machine, until Ctrl-C."""

import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path

from zorgzaam.local.environment import for_children, run_environment, run_file
from zorgzaam.local.errors import AlreadyRunningError, LocalError, StoppedError
from zorgzaam.local.ports import HOST, is_free
from zorgzaam.local.preparing import HOUSE, Preparation
from zorgzaam.local.servers import only_one, running_servers
from zorgzaam.local.supervisor import Part, Stoppable, Supervisor, follow_parent
from zorgzaam.local.telling import progress, say

READY_WITHIN = 60.0
# With this the logs of the web server keep the secrets of links out, here and in the image.
MASKED = ("--logger-class", "zorgzaam.masking.WebLogger")


def main() -> int:
    """Start everything and keep it going; the exit code is 0 when it was stopped on request."""
    if "--follow-parent" in sys.argv:
        follow_parent()
    supervisor = Supervisor()
    supervisor.listen()
    var = Path(os.environ.get("ZORGZAAM_VAR") or HOUSE / "var").absolute()
    try:
        run(supervisor, var, _port())
    except AlreadyRunningError as error:
        say(f"{error} {_address_in(var / 'run.env')}".strip())
        return 1
    except LocalError as error:
        say(str(error))
        return 1
    except StoppedError:
        pass  # somebody asked for it, halfway through the preparations: no error
    say("Alles is gestopt.")
    return 0


def run(supervisor: Supervisor, var: Path, port: int) -> None:
    """Start servers, prepare, serve and watch; returns when asked to stop, with everything stopped."""
    var.mkdir(parents=True, exist_ok=True)
    with only_one(var):
        if not is_free(port):
            raise LocalError(f"Poort {port} is al in gebruik. Kies een andere: make run PORT={port + 1}")
    say("Zorgzaam start")
    with ExitStack() as stack:
        with progress("Database en berichtenpost starten"):
            running = stack.enter_context(running_servers(var, say=_on_own_line))
        values = run_environment(var, port, running.addresses)
        stack.enter_context(run_file(var / "run.env", values))
        environment = for_children(values)
        preparation = Preparation(supervisor, environment, var)
        preparation.everything()
        stack.callback(_stop, supervisor)
        for part in parts(environment, var):
            supervisor.start(part)
        servers = [each for each in (running.postgres, running.valkey) if each is not None]
        accounts = preparation.demo_accounts() if values["DEMO"] == "1" else ""
        _wait_for_site(supervisor, servers, values["PORT"])
        _welcome(values["SITE_URL"], accounts, var)
        supervisor.watch(servers)


def parts(environment: Mapping[str, str], var: Path) -> list[Part]:
    """Web, worker, the one beat, and the mail catcher when no other relay was named."""
    celery = [sys.executable, "-m", "celery", "--app", "zorgzaam.celery", "--quiet"]
    commands = {
        "Website": [sys.executable, "-m", "gunicorn", *_web_options(environment["PORT"])],
        "Werker": [*celery, "worker", "--concurrency", "2", "--loglevel", "warning", "--without-gossip"],
        "Klok": [*celery, "beat", "--loglevel", "warning", "--pidfile="],
        "Postvanger": [sys.executable, "-m", "zorgzaam.post.catcher"],
    }
    if environment["MAIL_RELAY_HOST"] != HOST:
        del commands["Postvanger"]
    logs = var / "log"
    return [
        Part(name, command, environment, HOUSE, logs / f"{name.lower()}.log")
        for name, command in commands.items()
    ]


def _web_options(port: str) -> list[str]:
    options = {"--bind": f"{HOST}:{port}", "--workers": "2", "--threads": "4", "--graceful-timeout": "5"}
    return [
        "--no-control-socket",
        *MASKED,
        *(word for pair in options.items() for word in pair),
        "zorgzaam.wsgi",
    ]


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise LocalError(f"PORT={text} is geen poort: kies een getal van 1 tot en met 65535.")


def _wait_for_site(supervisor: Supervisor, servers: Sequence[Stoppable], port: str) -> None:
    """Wait until the site serves; after a minute it is shown as it is."""
    deadline = time.monotonic() + READY_WITHIN
    with progress("Website starten"):
        supervisor.watch(servers, until=lambda: _serves(port) or time.monotonic() > deadline)
        if supervisor.asked_to_stop:
            raise StoppedError


def _serves(port: str) -> bool:
    """Whether the site is up; the worker may still be on its way, its first heartbeat takes a while."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5):
            return True
    except urllib.error.HTTPError as error:
        return error.code == HTTPStatus.SERVICE_UNAVAILABLE and _down(error.read()) <= {"worker"}
    except OSError:
        return False


def _down(answer: bytes) -> set[str]:
    try:
        return set(json.loads(answer)["down"])
    except (ValueError, KeyError, TypeError):
        return {"website"}


def _welcome(address: str, accounts: str, var: Path) -> None:
    say(f"\nZorgzaam staat klaar op {address}\n")
    say((accounts or "Nog geen regio? Richt er een in: .venv/bin/python manage.py setup_region") + "\n")
    say(f"Stoppen: Ctrl-C. Logboeken: {var / 'log'}")


def _stop(supervisor: Supervisor) -> None:
    say("")
    with progress("Stoppen"):
        supervisor.stop()


def _on_own_line(line: str) -> None:
    say(f"\n    {line}\n   ", end=" ")


def _address_in(run_env: Path) -> str:
    """What a run that is up wrote down as its address."""
    try:
        lines = run_env.read_text().splitlines()
    except OSError:
        return ""
    found = [line.partition("=")[2].strip("'") for line in lines if line.startswith("SITE_URL=")]
    return f"Ga naar {found[0]}, of stop het eerst met Ctrl-C." if found else ""


if __name__ == "__main__":
    sys.exit(main())
