"""The way to the press: one per process, started at the first document and kept warm (see `press_child`)."""

import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from .children import environment, places_in
from .errors import PdfFailed
from .limits import Limits

logger = logging.getLogger(__name__)
CHILD = Path(__file__).with_name("press_child.py")
# Seconds between two looks at how far a document is.
LOOK_EVERY = 0.5
# Seconds in which a child that was killed is gone.
GONE_WITHIN = 10.0


class Press:
    """What this process knows of its press. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def take(self, job: bytes) -> tuple[socket.socket, int]:
        """Hand over a document; the socket over which is said how it ended, and which press has it. Starts a press
        where there is none."""
        ours, theirs = socket.socketpair()
        with theirs:
            ours.sendall(job)
            with self._lock:
                if not self._hand_over(theirs):
                    self._start()
                    self._hand_over(theirs)
                assert self._process is not None
                return ours, self._process.pid

    def _hand_over(self, theirs: socket.socket) -> bool:
        if self._line is None or self._process is None or self._process.poll() is not None:
            return False
        try:
            socket.send_fds(self._line, [b"."], [theirs.fileno()])
        except OSError:
            return False
        return True

    def _start(self) -> None:
        self._end()
        ours, theirs = socket.socketpair()
        # By path, not by -m: importing the package would bring the project's settings into it.
        command = [sys.executable, "-s", "-P", str(CHILD)]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=theirs.fileno(),
                # What it cannot load it says where this process says so; what a document says goes into its own log.
                stdout=subprocess.DEVNULL,
                cwd="/",
                env=environment(Path(tempfile.gettempdir())),
                close_fds=True,
                start_new_session=True,
            )
        self._line = ours

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None

    def end(self, pid: int | None = None) -> None:
        """Stop it (or only if it still is this one), with what it is printing; the next document starts another."""
        with self._lock:
            if pid is None or pid == self.pid:
                self._end()

    def forget(self) -> None:
        """After a fork: that press belongs to the other process."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.returncode = 0
        self.__init__()  # type: ignore[misc]

    @property
    def pid(self) -> int | None:
        """Of the press that is there now."""
        return self._process.pid if self._process else None


press = Press()
os.register_at_fork(after_in_child=press.forget)


def run(room: Path, limits: Limits, told: Callable[[int], None]) -> int:
    """Have the document in `room` printed; the exit code of its child, negative for a signal. `told` hears at which
    page it is. Nothing of it runs any more afterwards.

    When the press itself was killed, a new one tries once more. Raises PdfFailed when that is killed too.
    """
    job = {"room": str(room), "limits": asdict(limits), "environment": places_in(room)}
    for _ in range(2):
        talk, pid = press.take(json.dumps(job).encode("ascii") + b"\n")
        with talk:
            code = _followed(talk, pid, room / "pages", time.monotonic() + limits.seconds, told)
        if code is not None:
            return code
        # What is dying may still take a document.
        press.end(pid)
    logger.warning("no PDF: the press was killed twice")
    raise PdfFailed("the press was killed twice")


def _followed(
    talk: socket.socket, pid: int, pages: Path, until: float, told: Callable[[int], None]
) -> int | None:
    """Wait for the child and tell which page it is at; None when there is no press any more."""
    last = 0
    try:
        while (left := until - time.monotonic()) > 0:
            if select.select([talk], [], [], min(left, LOOK_EVERY))[0]:
                return _said(talk)
            page = int(pages.read_text("ascii").strip() or 0) if pages.exists() else 0
            if page > last:
                told(last := page)
    except BaseException:
        _stop(talk)
        raise
    # It had its time, also where the press no longer says so: what begins again would have it once more.
    if _stop(talk) is None:
        press.end(pid)
    return -signal.SIGKILL


def _said(talk: socket.socket) -> int | None:
    answer = b""
    with contextlib.suppress(ConnectionError, TimeoutError):
        while not answer.endswith(b"\n") and (more := talk.recv(100)):
            answer += more
    return int(answer) if answer.endswith(b"\n") else None


def _stop(talk: socket.socket) -> int | None:
    """Have the child killed, and wait until it is gone."""
    with contextlib.suppress(OSError):
        talk.shutdown(socket.SHUT_WR)
    talk.settimeout(GONE_WITHIN)
    return _said(talk)
