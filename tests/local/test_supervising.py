"""The supervisor: what falls over starts again, and when it ends, however it ends, nothing is left."""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.local.ground import bare_environment, command, commands_marked, eventually, processes_marked

# Two parts, each with a child of its own; the second does not listen to SIGTERM.
PROCESSES = 6  # the supervisor, its sweeper, two parts and their children
SUPERVISOR = """
import os, sys
from pathlib import Path
from zorgzaam.local import supervisor
supervisor.PATIENCE = 1.0
boss = supervisor.Supervisor()
boss.listen()
place = Path(sys.argv[1])
scripts = {
    "Zacht": "sleep 600 & echo started >> zacht.txt; wait",
    "Hard": "trap '' TERM; sleep 600 & echo started >> hard.txt; while true; do wait; sleep 0.1; done",
}
for name, script in scripts.items():
    boss.start(supervisor.Part(name, ["/bin/sh", "-c", script], os.environ, place, place / f"{name}.log"))
print("up", flush=True)
boss.watch()
boss.stop()
print("down", flush=True)
"""


@pytest.fixture
def mark() -> str:
    return f"mark-{uuid.uuid4()}"


@contextmanager
def supervising(place: Path, mark: str) -> Iterator["subprocess.Popen[str]"]:
    boss = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(place)],
        stdout=subprocess.PIPE,
        text=True,
        env=bare_environment(ZORGZAAM_MARK=mark),
    )
    try:
        assert boss.stdout
        assert boss.stdout.readline() == "up\n"
        assert eventually(lambda: lines(place / "zacht.txt") == lines(place / "hard.txt") == 1)
        yield boss
    finally:
        boss.kill()
        boss.wait()
        for pid in processes_marked(mark):
            os.kill(pid, signal.SIGKILL)


def lines(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_stop_it_leaves_nothing(tmp_path: Path, mark: str, sent: signal.Signals) -> None:
    with supervising(tmp_path, mark) as boss:
        # A process in the middle of an exec shows no environment for a moment.
        assert eventually(lambda: len(processes_marked(mark)) == PROCESSES)
        boss.send_signal(sent)
        said, _ = boss.communicate(timeout=120)
        assert (boss.returncode, said) == (0, "down\n")
        # What was killed a moment ago may still be on its way out.
        assert eventually(lambda: not processes_marked(mark), within=10)


def test_killed_it_leaves_nothing_either_not_even_what_does_not_listen(tmp_path: Path, mark: str) -> None:
    with supervising(tmp_path, mark) as boss:
        assert eventually(lambda: len(processes_marked(mark)) == PROCESSES)
        boss.kill()
        boss.wait()
        assert eventually(lambda: not processes_marked(mark), within=30), commands_marked(mark)


def test_a_part_that_was_killed_starts_again_and_it_says_so(tmp_path: Path, mark: str) -> None:
    with supervising(tmp_path, mark) as boss:
        assert boss.stdout
        os.kill(leader(mark, "zacht.txt"), signal.SIGKILL)
        assert "Zacht is gestopt en start over 0 s opnieuw" in boss.stdout.readline()
        assert eventually(lambda: lines(tmp_path / "zacht.txt") == 2)
        assert lines(tmp_path / "hard.txt") == 1
        assert eventually(lambda: len(processes_marked(mark)) == PROCESSES), (
            "nor is the child of the killed one left"
        )


def leader(mark: str, having: str) -> int:
    return next(pid for pid in processes_marked(mark) if having in command(pid) and "-c" in command(pid)[:12])
