"""Ends the parts when the supervisor itself was killed: then nobody else has the patience it has for a stop.

A process of its own. Over its stdin it hears of each process group that was started (`+pid`) and ended (`-pid`). When
that line ends there is no supervisor any more: it asks what is left to stop, waits, and kills.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress

LOOK_EVERY = 0.1


class Sweeper:
    """The supervisor's side. `patience`: seconds between asking and killing."""

    def __init__(self, patience: float) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "zorgzaam.local.sweeper", str(patience)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            # What ends the supervisor may not end this too.
            start_new_session=True,
            text=True,
        )

    def started(self, pid: int) -> None:
        """The process group `pid` is there from now on."""
        self._tell(f"+{pid}\n")

    def ended(self, pid: int) -> None:
        """Nothing of the process group `pid` is left."""
        self._tell(f"-{pid}\n")

    def _tell(self, line: str) -> None:
        assert self._process.stdin
        # Without it everything goes on; only nobody sweeps.
        with suppress(OSError):
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def end(self) -> None:
        """There is nothing to sweep."""
        self._process.kill()
        self._process.communicate()


def main(patience: float, told: Iterable[str]) -> None:
    """Hear of process groups until the line ends; then end those that are left, at last after `patience` seconds."""
    groups = {pid for pid in _left(told) if _reached(pid, signal.SIGTERM)}
    deadline = time.monotonic() + patience
    while groups and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)
        groups = {pid for pid in groups if _reached(pid)}
    for pid in groups:
        _reached(pid, signal.SIGKILL)


def _left(told: Iterable[str]) -> set[int]:
    groups: set[int] = set()
    for line in told:
        (groups.add if line.startswith("+") else groups.discard)(int(line[1:]))
    return groups


def _reached(pid: int, sent: int = 0) -> bool:
    """Whether the process group is there; it then got the signal (0: only asked)."""
    try:
        os.killpg(pid, sent)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    main(float(sys.argv[1]), sys.stdin)
