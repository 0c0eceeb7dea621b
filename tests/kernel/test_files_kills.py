"""Killed at any step between upload and verdict: at most a temporary file, never a row without bytes, never a byte
served unscanned (promise I6)."""

import os
import signal

import pytest
from django.http import Http404

from tests.conftest import FULL
from zorgzaam.files.jobs import clear_leftovers, clear_unheld
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.files.store import path_of, read_chunks
from zorgzaam.files.stream import stream

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 50 if FULL else 2
CLEAN = "tests.kernel.zygote_jobs.says_clean"
KILLED = -signal.SIGKILL


def served():
    """How many files would be served now."""
    count = 0
    for stored in StoredFile.objects.all():
        try:
            stream(stored, "stuk.txt").close()
            count += 1
        except Http404:
            pass
    return count


def rows_without_bytes():
    return [row for row in StoredFile.objects.all() if not path_of(row.sha256).exists()]


def keeping(settings, content="inhoud\n"):
    return {
        "do": "keep_file",
        "with": {"content": content, "folder": str(settings.FILES_DIR), "scanner": CLEAN},
    }


@pytest.mark.parametrize(
    "point",
    [
        "files.mid_upload",
        "files.before_sync",
        "files.before_move",
        "files.before_row",
        "files.before_commit",
        "test.before_commit",
    ],
)
def test_killed_while_it_is_kept_leaves_no_row(settings, zygote, point):
    task = keeping(settings)
    for _ in range(TIMES):
        assert zygote.run({**task, "killpoint": point}) == [KILLED]
    assert not StoredFile.objects.exists()
    assert zygote.run(task) == [0]
    stored = StoredFile.objects.get()
    assert b"".join(read_chunks(stored)) == b"inhoud\n"
    assert stored.scan_state == ScanState.WAITING
    left = list(settings.FILES_DIR.glob("upload-*"))
    assert clear_leftovers() == 0
    for path in left:
        os.utime(path, (0, 0))
    assert clear_leftovers() == len(left)
    assert [p.name for p in settings.FILES_DIR.rglob("*") if p.is_file()] == [stored.sha256]


def test_killed_at_any_moment_leaves_no_row_without_bytes(settings, zygote):
    """Not at a step we named but by the clock; several at once, some with the same content."""
    for turn in range(40 if FULL else 4):
        zygote.run(
            *(
                {**keeping(settings, f"inhoud {n % 2} {turn}\n"), "kill_after": 0.004 * n + 0.001 * turn}
                for n in range(4)
            )
        )
    assert not rows_without_bytes()
    assert served() == 0


@pytest.mark.parametrize("point", ["files.in_scan", "files.before_verdict"])
def test_killed_while_it_is_scanned_serves_nothing_and_is_scanned_again(settings, zygote, point):
    assert zygote.run(keeping(settings)) == [0]
    scan = {"do": "scan_files", "with": {"folder": str(settings.FILES_DIR)}}
    for _ in range(TIMES):
        assert zygote.run({**scan, "killpoint": point}) == [KILLED]
        assert served() == 0
    assert zygote.run(scan) == [0]
    assert served() == 1, "the control: a verdict releases it"


@pytest.mark.parametrize("point", ["files.forgetting", "files.clearing"])
def test_killed_while_it_is_cleared_leaves_no_row_without_bytes(settings, zygote, point):
    clear = {"do": "clear_files", "with": {"folder": str(settings.FILES_DIR)}}
    for _ in range(TIMES):
        assert zygote.run(keeping(settings)) == [0]
        stored = StoredFile.objects.get()
        os.utime(path_of(stored.sha256), (0, 0))
        StoredFile.objects.update(kept_at="2020-01-01T00:00Z")
        assert zygote.run({**clear, "killpoint": point}) == [KILLED]
        assert not rows_without_bytes()
    assert path_of(stored.sha256).exists()
    clear_unheld()
    assert not StoredFile.objects.exists()
    assert not path_of(stored.sha256).exists()
