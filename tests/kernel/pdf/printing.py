"""Documents that are being printed, and the processes that do it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.kernel.pdf.documents import document
from zorgzaam import pdf
from zorgzaam.pdf.press import press

ENDLESS = document("<div style='columns: 2'>" * 9 + "x" + "</div>" * 9)
PATIENT = pdf.Limits(seconds=60)


def children() -> list[int]:
    """What the press is printing for this process."""
    if press.pid is None:
        return []
    tasks = Path(f"/proc/{press.pid}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def soon(what: Callable[[], object]) -> None:
    """Wait until it is so."""
    until = time.monotonic() + 60
    while not what():
        assert time.monotonic() < until
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Printing:
    """A document that is being printed in a thread of its own."""

    def __init__(
        self, html: str, limits: pdf.Limits = PATIENT, told: Callable[[int], None] | None = None
    ) -> None:
        self.outcome: list[object] = []
        self.thread = threading.Thread(target=self._print, args=(html, limits, told))
        before = set(children()) if press.pid else set()
        self.thread.start()
        soon(lambda: press.pid and set(children()) - before)
        (self.pid,) = set(children()) - before

    def _print(self, html: str, limits: pdf.Limits, told: Callable[[int], None] | None) -> None:
        try:
            self.outcome.append(pdf.render(html, limits=limits, told=told))
        except Exception as error:
            self.outcome.append(error)

    @property
    def came(self) -> object:
        self.thread.join()
        return self.outcome[0]
