"""`make run` on this machine, for real: it starts, serves, stops, and a killed one is in nobody's way."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.local.ground import (
    ADDRESSES,
    HOUSE,
    bare_environment,
    commands_marked,
    eventually,
    open_directory,
    processes_marked,
)
from tests.servers import database_url, read_dump
from zorgzaam.local.ports import free_port
from zorgzaam.local.postgres import DATABASE
from zorgzaam.local.servers import servers

RUN = [sys.executable, "-m", "zorgzaam.local.run"]


@pytest.fixture(scope="module")
def house() -> Iterator[Path]:
    """One var directory for all tests here, where the migrations were made before: they take most of a first start.

    All the rest of a first start is still to be done, and `migrate` itself makes the template of all tests.
    """
    with open_directory() as directory:
        migrate_already(directory)
        try:
            yield directory
        finally:
            for pid in processes_marked(str(directory)):
                os.kill(pid, signal.SIGKILL)


def migrate_already(var: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in ADDRESSES:
            patch.delenv(name, raising=False)
        with servers(var) as at:
            read_dump(database_url(at.admin_url, DATABASE))


def environment(var: Path, **values: str) -> dict[str, str]:
    # Without the manifest nothing is compressed, which is most of the time of a first start.
    return bare_environment(ZORGZAAM_VAR=str(var), STATIC_MANIFEST="0", **values)


@contextmanager
def a_run(var: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    run = subprocess.Popen(
        RUN, cwd=HOUSE, stdout=subprocess.PIPE, text=True, env=environment(var, PORT=str(port))
    )
    assert run.stdout
    try:
        said = ""
        while "Stoppen: Ctrl-C" not in said:
            line = run.stdout.readline()
            assert line, said
            said += line
        assert f"Zorgzaam staat klaar op http://127.0.0.1:{port}" in said
        assert "bureau@zorgzaam.example" in said
        yield run
    finally:
        run.kill()
        run.communicate()


def test_killed_it_leaves_nothing_running_and_the_next_one_serves_and_stops(house: Path) -> None:
    with a_run(house, free_port()) as run:
        assert len(processes_marked(str(house))) > 6
        assert "Running migrations:" in (house / "log" / "migrate-noinput.log").read_text()
        run.kill()
        run.wait()
        assert eventually(lambda: processes_marked(str(house)) == []), commands_marked(str(house))
        assert (house / "run.env").exists(), "who is killed cannot tidy up"

    port = free_port()
    with a_run(house, port) as run:
        assert parts_up(port) >= {"database", "broker", "storage"}
        assert private(house / "run.env")
        assert private(house / "secret_key")
        assert_manage_works_beside_it(house)
        assert_a_second_run_is_refused(house, port)

        run.send_signal(signal.SIGTERM)
        said, _ = run.communicate(timeout=180)
        assert run.returncode == 0
        assert "Alles is gestopt." in said
        assert processes_marked(str(house)) == []
        assert not (house / "run.env").exists()


def parts_up(port: int) -> set[str]:
    """What the site calls up; the first heartbeat of the worker may take another 20 seconds."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=120) as answer:
            parts = json.load(answer)["parts"]
    except urllib.error.HTTPError as error:
        parts = json.load(error)["parts"]
    return {name for name, state in parts.items() if state == "ok"}


def private(path: Path) -> bool:
    return path.stat().st_mode & 0o777 == 0o600


def assert_manage_works_beside_it(house: Path) -> None:
    command = "from zorgzaam.models import User; print(User.objects.count())"
    answer = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", command],
        cwd=HOUSE,
        env=environment(house),
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.fullmatch(r"\d+\n", answer.stdout), answer.stderr


def assert_a_second_run_is_refused(house: Path, port: int) -> None:
    second = subprocess.run(
        RUN, cwd=HOUSE, env=environment(house), capture_output=True, text=True, check=False
    )
    assert second.returncode == 1
    expected = f"Zorgzaam draait al met de gegevens in {house}. Ga naar http://127.0.0.1:{port}"
    assert second.stdout.startswith(expected)


def test_a_taken_port_is_named_before_anything_starts(house: Path) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        refused = subprocess.run(
            RUN,
            cwd=HOUSE,
            env=environment(house, PORT=str(port)),
            capture_output=True,
            text=True,
            check=False,
        )
    assert refused.returncode == 1
    assert refused.stdout == f"Poort {port} is al in gebruik. Kies een andere: make run PORT={port + 1}\n"


@pytest.mark.parametrize("port", ["0", "70000", "acht"])
def test_a_port_that_is_none_is_refused(house: Path, port: str) -> None:
    refused = subprocess.run(
        RUN, cwd=HOUSE, env=environment(house, PORT=port), capture_output=True, text=True, check=False
    )
    assert (refused.returncode, refused.stdout.count("\n")) == (1, 1)
    assert f"PORT={port} is geen poort" in refused.stdout
