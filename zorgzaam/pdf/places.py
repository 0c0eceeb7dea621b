"""How many children there may be at once, over all processes of this machine that print.

A place is a file, and who has it holds a lock on that file. The kernel takes the lock back when its holder dies, so no
place is ever lost. Who finds none waits a while, and then hears that it is busy.
"""

import contextlib
import fcntl
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import IO

from .errors import PdfBusy
from .limits import DEFAULT

# Seconds between two tries, give or take.
TRY_EVERY = 0.1
# Seconds for what is done within `patience`; None: those of the process.
_given: ContextVar[float | None] = ContextVar("patience", default=None)
MEMORY_OF_A_CONTAINER = Path("/sys/fs/cgroup/memory.max")


class Places:
    """`folder` is the same for all processes that share the places; `most` of them, 0 for what suits the machine;
    `patience` in seconds."""

    def __init__(self, folder: Path, most: int = 0, patience: float = 60.0) -> None:
        self.folder, self.most, self.patience = folder, most or suiting(), patience

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place. Raises PdfBusy when none came free in time."""
        given = _given.get()
        seconds = self.patience if given is None else given
        until = time.monotonic() + seconds
        while (held := self._free()) is None:
            if time.monotonic() > until:
                raise PdfBusy(f"all {self.most} places were taken for {seconds} seconds")
            # Not all at the same moment; and who waits longest is not for ever the unlucky one.
            time.sleep(TRY_EVERY * random.uniform(0.5, 1.5))  # noqa: S311
        with held:
            yield

    def _free(self) -> IO[bytes] | None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for number in range(self.most):
            file = (self.folder / str(number)).open("ab")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
            else:
                return file
        return None


def suiting() -> int:
    """Two for each processor, and together no more than half of the memory (a child may take `DEFAULT.memory`)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(2 * cores, _memory() // (2 * DEFAULT.memory)))


def _memory() -> int:
    """Bytes of memory of this machine, or of this container where that has less."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with contextlib.suppress(OSError, ValueError):
        return min(machine, int(MEMORY_OF_A_CONTAINER.read_text("ascii")))
    return machine


# For who prints without the settings of the house.
_places = Places(Path(tempfile.gettempdir()) / f"zorgzaam-pdf-{os.getuid()}")


def share(folder: Path, most: int, patience: float) -> None:
    """From now on this process takes its places there; see `Places`."""
    _places.folder, _places.most, _places.patience = folder, most or suiting(), patience


def folder() -> Path:
    """What all processes share that print here."""
    return _places.folder


@contextlib.contextmanager
def patience(seconds: float) -> Iterator[None]:
    """What is printed within this waits so long for a place, whatever the process has patience for."""
    before = _given.set(seconds)
    try:
        yield
    finally:
        _given.reset(before)


def place() -> contextlib.AbstractContextManager[None]:
    """Hold one of the places, to start a child. Raises PdfBusy."""
    return _places.one()
