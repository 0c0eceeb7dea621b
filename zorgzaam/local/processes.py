"""Starting children that do not outlive us, and finding those of an earlier start that did."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 5_000_000
CAN_BE_SEEN = Path("/proc/self/cwd").exists()


def dies_with(parent: int, sent: signal.Signals) -> Callable[[], None] | None:
    """A function for a child: it asks the kernel to send it this signal when its parent dies (Linux)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, int(sent), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask_kernel


def start(
    command: Sequence[str], log: IO[bytes], at_our_death: signal.Signals, **how: Any
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own: Ctrl-C reaches us alone and we decide the order of stopping."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        preexec_fn=dies_with(os.getpid(), at_our_death),  # noqa: PLW1509 - it makes system calls only
        **how,
    )


def open_log(path: Path) -> IO[bytes]:
    """Open a log to append to; one that grew large is put aside first, once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")


def stop(child: subprocess.Popen[bytes], steps: Iterable[tuple[signal.Signals, float]]) -> None:
    """Ask a child to stop, each time more firmly: (signal, seconds to wait), and at last SIGKILL."""
    for sent, patience in steps:
        if child.poll() is not None:
            return
        child.send_signal(sent)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    if child.poll() is None:
        child.kill()
        child.wait()


def end_group(child: subprocess.Popen[bytes]) -> None:
    """Kill what an ended child left behind in its process group."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def working_in(directory: Path) -> list[int]:
    """Processes whose working directory is exactly this one; both servers work in their data directory."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == directory:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def end_all_in(directory: Path, patience: float = 5.0) -> None:
    """End what an earlier start left working here: politely, and after `patience` seconds by force.

    Only for who holds the lock on the directory: then such a process is an orphan.
    """
    deadline = time.monotonic() + patience
    asked: set[int] = set()
    while (left := working_in(directory)) and time.monotonic() < deadline + 5:
        late = time.monotonic() > deadline
        for pid in left:
            if late or pid not in asked:
                _send(pid, signal.SIGKILL if late else signal.SIGINT)
                asked.add(pid)
        time.sleep(0.05)


def _send(pid: int, sent: signal.Signals) -> None:
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        return
