"""What becomes of a document whose press does not answer, or is killed each time."""

import signal
import socket
from pathlib import Path

import pytest

from zorgzaam import pdf
from zorgzaam.pdf import press as presses
from zorgzaam.pdf.press import press, run

SHORT = pdf.Limits(seconds=1)


class Silent:
    """A press that takes documents and never answers; `dead` closes the talk at once."""

    def __init__(self, *, dead: bool = False) -> None:
        self.dead = dead
        self.ends: list[int] = []
        self.took: list[socket.socket] = []

    def take(self, job: bytes) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair()
        self.took.append(theirs)
        if self.dead:
            theirs.close()
        return ours, -1

    def end(self, pid: int) -> None:
        self.ends.append(pid)


def put_in_place(silent: Silent, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of the real press."""
    monkeypatch.setattr(presses, "GONE_WITHIN", 0.1)
    monkeypatch.setattr(press, "take", silent.take)
    monkeypatch.setattr(press, "end", silent.end)


def nobody(page: int) -> None:
    """Nobody wants to hear it."""


def test_a_document_that_had_its_time_is_not_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = Silent()
    put_in_place(silent, monkeypatch)
    assert run(tmp_path, SHORT, nobody) == -signal.SIGKILL
    assert len(silent.took) == 1
    assert silent.ends == [-1], "what may still print it is ended"


def test_a_press_that_was_killed_twice_is_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    silent = Silent(dead=True)
    put_in_place(silent, monkeypatch)
    with pytest.raises(pdf.PdfFailed):
        run(tmp_path, SHORT, nobody)
    assert len(silent.took) == 2, "the control: one that died before its time is begun again"
    assert "the press was killed twice" in caplog.text
