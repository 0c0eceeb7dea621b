"""Keeps a set of processes going until it is asked to stop; then none of them is left."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Protocol

from zorgzaam.local import processes
from zorgzaam.local.sweeper import Sweeper
from zorgzaam.local.telling import say

LOOK_EVERY = 0.2
PATIENCE = 15.0
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0


class Stoppable(Protocol):
    """Something that runs in a child process and can be started again."""

    name: str
    child: "subprocess.Popen[bytes] | None"

    @property
    def log(self) -> Path:
        """Where its output goes."""

    def start(self) -> None:
        """Start it."""


@dataclass
class Part:
    """One long-running command of ours; its output goes to `log`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    log: Path
    child: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self) -> None:
        """Start the command, after killing what its previous run left behind."""
        if self.child is not None:
            processes.end_group(self.child)
        with processes.open_log(self.log) as log:
            self.child = processes.start(
                self.command, log, signal.SIGTERM, cwd=self.directory, env=dict(self.environment)
            )


@dataclass
class Supervisor:
    """Starts parts, starts them again when they fall over, and stops them all.

    `asked_to_stop` becomes true on SIGINT, SIGTERM and SIGHUP.
    """

    asked_to_stop: bool = False
    _parts: list[Part] = field(default_factory=list)
    _failures: dict[str, int] = field(default_factory=dict)
    _started: dict[str, float] = field(default_factory=dict)
    _again_at: dict[str, float] = field(default_factory=dict)
    _sweeper: Sweeper | None = None

    def listen(self) -> None:
        """Take the signals that ask us to stop."""
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sent, self._heard)

    def _heard(self, _sent: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def start(self, part: Part) -> None:
        """Start a part; from now on it is watched and stopped with the others."""
        self._parts.append(part)
        self._started[part.name] = time.monotonic()
        self._begin(part)

    def _begin(self, each: Stoppable) -> None:
        if not isinstance(each, Part):
            # The servers know how to end: a database that is killed has to recover first.
            each.start()
            return
        before = each.child
        each.start()
        self._sweeper = self._sweeper or Sweeper(PATIENCE)
        if before is not None:
            self._sweeper.ended(before.pid)
        if each.child is not None:
            self._sweeper.started(each.child.pid)

    def run_once(self, part: Part) -> bool:
        """Run a command to its end; False when it failed or when we were asked to stop meanwhile."""
        with ExitStack() as stack:
            self._begin(part)
            stack.callback(self._end, [part])
            while part.child is not None and part.child.poll() is None:
                if self.asked_to_stop:
                    return False
                time.sleep(LOOK_EVERY / 4)
            return part.child is not None and part.child.returncode == 0

    def watch(self, others: Sequence[Stoppable] = (), until: Callable[[], bool] = lambda: False) -> None:
        """Start again what falls over, parts and others alike, until asked to stop or `until()`."""
        while not self.asked_to_stop and not until():
            for each in (*others, *self._parts):
                self._look_after(each)
            time.sleep(LOOK_EVERY)

    def _look_after(self, each: Stoppable) -> None:
        if each.child is None or each.child.poll() is None:
            return
        now = time.monotonic()
        if each.name not in self._again_at:
            self._again_at[each.name] = now + self._pause(each, now)
        elif now >= self._again_at[each.name]:
            del self._again_at[each.name]
            self._started[each.name] = now
            self._begin(each)

    def _pause(self, each: Stoppable, now: float) -> float:
        """How long to wait before the next try: longer every time, unless it had been steady for a while."""
        steady = now - self._started.get(each.name, 0.0) > STEADY_AFTER
        failures = 0 if steady else self._failures.get(each.name, 0)
        self._failures[each.name] = failures + 1
        pause = min(2.0**failures - 1, LONGEST_PAUSE)
        say(f"{each.name} is gestopt en start over {pause:.0f} s opnieuw. Kijk in {each.log}")
        return pause

    def stop(self) -> None:
        """Stop all parts together: ask, wait, and kill what is left of their process groups."""
        self._end(self._parts)
        self._parts.clear()
        if self._sweeper is not None:
            self._sweeper.end()
            self._sweeper = None

    def _end(self, parts: Sequence[Part]) -> None:
        children = [part.child for part in parts if part.child is not None]
        for child in children:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in children:
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
            processes.end_group(child)
            child.wait()
            if self._sweeper is not None:
                self._sweeper.ended(child.pid)


def follow_parent() -> None:
    """End as if by SIGTERM when the process that started us dies, so that a killed `make` leaves nothing."""
    ask_kernel = processes.dies_with(os.getppid(), signal.SIGTERM)
    if ask_kernel is not None:
        ask_kernel()
