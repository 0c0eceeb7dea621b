"""No more documents at once than there are places, over all processes; what is heavy gets no more than its share."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel.pdf.documents import LETTER, document
from tests.kernel.pdf.printing import ENDLESS, Printing
from zorgzaam import pdf
from zorgzaam.pdf import places
from zorgzaam.pdf.limits import DEFAULT
from zorgzaam.pdf.places import Places
from zorgzaam.pdf.press import press

LONG = document("<p>Wat wij afspreken, vertellen wij hier. En wie het doet.</p>" * 4000)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """Two places that nobody else knows, and little patience."""
    found = Places(tmp_path / "places", most=2, patience=0.3)
    monkeypatch.setattr(places, "_places", found)
    return found


@pytest.fixture(autouse=True)
def _a_press_of_our_own() -> Iterator[None]:
    press.end()
    pdf.render(document())
    yield
    press.end()


def test_who_finds_no_place_hears_that_it_is_busy_and_is_helped_when_one_is_free(two: Places) -> None:
    with two.one():
        with two.one(), pytest.raises(pdf.PdfBusy) as busy:
            pdf.render(LETTER)
        assert "nog eens" in str(busy.value)
        assert pdf.render(LETTER).pdf
    assert pdf.render(LETTER).pdf


def test_who_waits_gets_the_first_place_that_comes_free(two: Places) -> None:
    two.patience = 30
    got: list[bool] = []

    def wait() -> None:
        with two.one():
            got.append(True)

    with two.one():
        with two.one():
            waiting = threading.Thread(target=wait)
            waiting.start()
            time.sleep(0.3)
            assert got == []
        waiting.join()
        assert got == [True]


def hold(folder: Path, started: object) -> None:
    """Another process, which takes a place and dies with it."""
    with Places(folder, most=1).one():
        started.set()  # type: ignore[attr-defined]
        time.sleep(60)


def test_places_are_shared_by_processes_and_one_that_dies_gives_its_place_back(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    started = context.Event()
    other = context.Process(target=hold, args=(tmp_path, started))
    other.start()
    assert started.wait(30)
    mine = Places(tmp_path, most=1, patience=0.2)
    with pytest.raises(pdf.PdfBusy), mine.one():
        pass
    other.kill()
    other.join()
    with mine.one():
        pass
    # Control: with places of its own nobody would have waited.
    with Places(tmp_path / "own", most=1, patience=0).one():
        pass


def test_never_more_at_once_than_there_are_places(two: Places) -> None:
    two.patience = 60
    at_once: list[int] = []
    inside, lock = [0], threading.Lock()

    def take() -> None:
        with two.one():
            with lock:
                inside[0] += 1
                at_once.append(inside[0])
            time.sleep(0.05)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(at_once) == 8
    assert max(at_once) == 2


def test_as_many_as_suit_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(4)))
    found = []
    for gib in (1, 8, 64):
        monkeypatch.setattr(places, "_memory", lambda gib=gib: gib * DEFAULT.memory)
        found.append(places.suiting())
    assert found == [1, 4, 8], "always one; half of the memory; two for each processor"


# ---------------------------------------------------------------- a fair share
def work_of(pid: int) -> float:
    """Seconds of processor time of a process that lives."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share_of_a_neighbour(heavy: int) -> float:
    """The part of the work on one processor that a normal document got, beside so many endless ones. Of the work and
    not of the clock: what else this machine does takes from all alike."""
    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(processors)})
    try:
        press.end()
        pdf.render(LETTER)
        endless = [Printing(ENDLESS) for _ in range(heavy)]
        normal = Printing(LONG)
        began = {each.pid: work_of(each.pid) for each in (*endless, normal)}
        while work_of(normal.pid) - began[normal.pid] < 1 and normal.thread.is_alive():
            time.sleep(0.02)
        done = {pid: work_of(pid) - before for pid, before in began.items()}
        for each in (*endless, normal):
            os.kill(each.pid, signal.SIGKILL)
            assert each.came
    finally:
        os.sched_setaffinity(0, processors)
    return done[normal.pid] / sum(done.values())


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs Linux to share one processor")
def test_a_hostile_document_takes_no_more_than_its_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise I7: beside one other a document has at least half of the work, but for a fifth."""
    monkeypatch.setattr(places, "_places", Places(tmp_path, most=8))
    assert share_of_a_neighbour(heavy=1) >= 1 / 2 / 1.2
    # Control: without a limit on how many, a neighbour drowns.
    assert share_of_a_neighbour(heavy=4) < 1 / 2 / 1.2


def test_what_takes_long_steps_aside() -> None:
    slow = Printing(ENDLESS, pdf.Limits(aside=1))
    usual, until = os.getpriority(os.PRIO_PROCESS, 0), time.monotonic() + 50
    try:
        begun = os.getpriority(os.PRIO_PROCESS, slow.pid)
        while os.getpriority(os.PRIO_PROCESS, slow.pid) == usual and time.monotonic() < until:
            time.sleep(0.05)
        later, work = os.getpriority(os.PRIO_PROCESS, slow.pid), work_of(slow.pid)
    finally:
        os.kill(slow.pid, signal.SIGKILL)
        came = slow.came
    assert begun == usual, "it begins like any other"
    assert later > usual
    # The kernel counts by ticks, so a second may look a little shorter.
    assert work > 0.5
    assert isinstance(came, pdf.PdfTooHeavy)
