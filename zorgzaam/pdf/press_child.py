"""The press: a process in which WeasyPrint is loaded once, and that forks a child for each document. Started by path.

It reads nothing of a document: it hears in which folder one lies, forks, and says how the child ended. So what a
document does to its child it does to that child alone. On stdin it has a socket to the process it prints for, and gets
over that one socket per document; it ends with that process, or when nothing was asked for a while.

It imports nothing of the project, so nothing of the project's settings is in its memory.
"""

import contextlib
import ctypes
import gc
import importlib.util
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

HERE = Path(__file__).resolve().parent
# Seconds without a document after which its memory is given back.
IDLE = 15 * 60
PR_SET_PDEATHSIG = 1


class Press:
    """`line` is the socket to the process it prints for; `child` the module that prints one document."""

    def __init__(self, line: socket.socket, child: Any) -> None:
        self.line, self.child = line, child
        self.talks: dict[int, socket.socket] = {}
        self.look = selectors.DefaultSelector()
        self.bell, rings = socket.socketpair()
        for end in (self.bell, rings):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(rings.fileno())
        self.rings = rings

    def serve(self) -> None:
        """Until the other side is gone, or nothing was asked for a while."""
        self._listen(self.line, self._take)
        self._listen(self.bell, self._bury)
        while True:
            ready = self.look.select(None if self.talks else IDLE)
            if not ready and not self.talks:
                return
            for key, _ in ready:
                key.data()

    def _listen(self, where: socket.socket, act: Callable[[], None]) -> None:
        self.look.register(where, selectors.EVENT_READ, act)

    def _take(self) -> None:
        """A document: fork a child for it."""
        there, handles, _, _ = socket.recv_fds(self.line, 1, 1)
        if not there:
            self._end_all()
        talk = socket.socket(fileno=handles[0])
        # Who asks writes before it hands over: this never waits.
        with talk.makefile("rb") as lines:
            job = json.loads(lines.readline())
        pid = os.fork()
        if pid == 0:
            self._become(job)
        self.talks[pid] = talk
        self._listen(talk, lambda: self._stop(pid))

    def _become(self, job: dict[str, Any]) -> NoReturn:
        code = 1
        try:
            os.setsid()
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._move_to(job)
            code = self.child.main(job["limits"])
        except BaseException:
            traceback.print_exc()
        finally:
            with contextlib.suppress(BaseException):
                sys.stderr.flush()
            os._exit(code)

    def _move_to(self, job: dict[str, Any]) -> None:
        """Into the room of the document, with nothing open of another one's."""
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            with contextlib.suppress(OSError):
                # A machine without memory ends this, and not what serves people.
                Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
        os.chdir(job["room"])
        log = os.open("log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((nothing, 0), (log, 1), (log, 2)):
            os.dup2(source, target)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        os.environ.update(job["environment"])
        tempfile.tempdir = None

    def _stop(self, pid: int) -> None:
        """Who asked is gone, or had enough of it: end the child. `_bury` tells how it ended."""
        talk = self.talks.get(pid)
        if talk is None:
            # It ended of itself, and was buried in the same look as in which this was heard.
            return
        self.look.unregister(talk)
        _kill(pid)

    def _bury(self) -> None:
        """Children that ended: say with what code."""
        with contextlib.suppress(BlockingIOError):
            while self.bell.recv(100):
                pass
        for pid in list(self.talks):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                self._say(self.talks.pop(pid), os.waitstatus_to_exitcode(status))

    def _say(self, talk: socket.socket, code: int) -> None:
        with contextlib.suppress(KeyError):
            self.look.unregister(talk)
        with talk, contextlib.suppress(OSError):
            talk.sendall(f"{code}\n".encode("ascii"))

    def _end_all(self) -> NoReturn:
        for pid in self.talks:
            _kill(pid)
        os._exit(0)


def _kill(pid: int) -> None:
    """A child and what it started; it may not have a group of its own yet."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def main() -> None:
    """Load what every document needs, and take documents."""
    spec = importlib.util.spec_from_file_location("child", HERE / "child.py")
    assert spec is not None
    assert spec.loader is not None
    child = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(child)
    child.warm()
    gc.collect()
    # What is loaded stays: no child has to look through it again, or copy it for that.
    gc.freeze()
    Press(socket.socket(fileno=0), child).serve()


if __name__ == "__main__":
    main()
