"""What is printed lies in a folder of its own; what a killed process leaves of it goes a day later."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.kernel.pdf.documents import document
from zorgzaam import pdf
from zorgzaam.files.jobs import clear_leftovers
from zorgzaam.pdf import places, rooms
from zorgzaam.pdf.places import Places


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the rooms of this test lie."""
    monkeypatch.setattr(places, "_places", Places(tmp_path, most=2))
    return tmp_path / "rooms"


def test_nothing_of_a_document_is_left_when_it_is_printed(folder: Path) -> None:
    assert pdf.render(document()).pdf
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


def killed_in_a_room() -> None:
    """A process that is killed while its document lies there."""
    pid = os.fork()
    if pid == 0:
        with rooms.room() as room:
            (Path(room) / "job").write_text("geheim uit het concept", "utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)


def test_what_a_killed_process_left_goes_a_day_later(folder: Path, settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"
    killed_in_a_room()
    (left,) = folder.iterdir()
    assert left.stat().st_mode & 0o077 == 0, "for this user alone"
    assert clear_leftovers() == 0, "it may still be printed"
    yesterday = time.time() - rooms.OLD - 60
    os.utime(left, (yesterday, yesterday))
    assert clear_leftovers() == 1
    assert list(folder.iterdir()) == []
