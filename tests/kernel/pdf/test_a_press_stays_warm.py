"""One press per process, kept warm: what a document does to its child it does to that child alone."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kernel.pdf.documents import LETTER, document
from tests.kernel.pdf.printing import ENDLESS, Printing, children, is_alive, soon
from zorgzaam import pdf
from zorgzaam.pdf.press import press

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="needs /proc to look at processes"
)
HOSTILE = document("<table><tr><td colspan='100000000'>x</td></tr></table>")


@pytest.fixture(autouse=True)
def _a_press_of_our_own() -> Iterator[None]:
    press.end()
    pdf.render(document())
    yield
    press.end()


def test_one_press_prints_many_documents_each_in_a_child_of_its_own() -> None:
    first = pdf.render(LETTER)
    pid = press.pid
    with ThreadPoolExecutor(3) as desks:
        assert {made.sha256 for made in desks.map(pdf.render, [LETTER] * 4)} == {first.sha256}
    assert press.pid == pid
    assert children() == []


def test_a_child_that_is_killed_or_starves_harms_neither_the_press_nor_its_neighbour() -> None:
    wanted = pdf.render(LETTER).sha256
    pid, neighbour = press.pid, Printing(ENDLESS)
    killed = Printing(ENDLESS)
    os.kill(killed.pid, signal.SIGKILL)
    assert isinstance(killed.came, pdf.PdfTooHeavy)
    with pytest.raises(pdf.PdfTooHeavy):
        pdf.render(HOSTILE)
    assert is_alive(neighbour.pid)
    assert pdf.render(LETTER).sha256 == wanted
    assert press.pid == pid
    os.kill(neighbour.pid, signal.SIGKILL)
    assert isinstance(neighbour.came, pdf.PdfTooHeavy)


def test_a_press_that_was_killed_is_followed_by_another_which_prints_what_it_had() -> None:
    wanted = pdf.render(LETTER).sha256
    first = press.pid
    assert first
    busy = Printing(document("<p>woorden</p>" * 2000))
    child = busy.pid
    os.kill(first, signal.SIGKILL)
    assert isinstance(busy.came, pdf.Rendered)
    assert press.pid != first
    soon(lambda: not is_alive(child))
    assert pdf.render(LETTER).sha256 == wanted


def test_who_stops_listening_ends_the_printing() -> None:
    class Enough(Exception):
        pass

    def told(page: int) -> None:
        raise Enough

    pages = document("<p style='break-after: page'>x</p>" * 3000)
    assert isinstance(Printing(pages, told=told).came, Enough)
    assert children() == []


def test_each_page_is_told_while_it_goes_on() -> None:
    told: list[int] = []
    made = pdf.render(document("<p style='break-after: page'>x</p>" * 600), told=told.append)
    assert made.pdf.startswith(b"%PDF-")
    assert told == sorted(set(told))
    assert told


def test_after_a_fork_the_other_process_has_a_press_of_its_own() -> None:
    wanted, ours = pdf.render(LETTER).sha256, press.pid
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            same = pdf.render(LETTER).sha256 == wanted
            os.write(writer, b"own" if same and press.pid not in (None, ours) else b"wrong")
            press.end()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(reader, 10) == b"own"
    for end in (reader, writer):
        os.close(end)
    assert is_alive(ours or 0)
    assert pdf.render(LETTER).sha256 == wanted
    assert press.pid == ours


def test_the_press_goes_with_the_process_it_prints_for() -> None:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        pdf.render(LETTER)
        os.write(writer, str(press.pid).encode())
        time.sleep(60)
        os._exit(0)
    its = int(os.read(reader, 20))
    assert is_alive(its)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    soon(lambda: not is_alive(its))
    for end in (reader, writer):
        os.close(end)


def test_a_document_finds_nothing_of_the_one_before(tmp_path: Path) -> None:
    """Not its room, and no file that is open: a child begins with what every document needs and nothing more."""
    first = Printing(ENDLESS)
    second = Printing(ENDLESS)
    soon((Path(f"/proc/{second.pid}/cwd") / "fonts.conf").exists)
    rooms = [os.readlink(f"/proc/{each.pid}/cwd") for each in (first, second)]
    assert rooms[0] != rooms[1]
    handles = Path(f"/proc/{second.pid}/fd")
    assert not [link for link in map(os.readlink, handles.iterdir()) if rooms[0] in link or "socket" in link]
    for each in (first, second):
        os.kill(each.pid, signal.SIGKILL)
        assert each.came
