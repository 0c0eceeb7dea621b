"""A worker killed half-way is followed by another; two workers never make one book; what kills every worker is given
up with a sentence. Real processes and SIGKILL."""

import datetime
import os
import signal
import threading

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from governance.bundles.jobs import forget_books, make_books
from governance.bundles.models import BundleRequest
from tests.conftest import FULL
from tests.governance import agendas, books
from tests.kernel import zygote
from zorgzaam.claimed import MOST_ATTEMPTS, State

pytestmark = pytest.mark.django_db(transaction=True)
POINTS = ["bundles.after_claim", "bundles.after_checking", "bundles.before_done"]


@pytest.fixture
def row(world):
    meeting = agendas.a_meeting(world.coalition)
    books.a_file(agendas.an_item(meeting, "Begroting"), "De begroting", books.a_pdf("eerste blad"))
    agendas.publish(meeting)
    return books.asked(meeting, world.member)


@pytest.fixture
def processes():
    with zygote.running() as found:
        yield found


def killed_at(point, row, processes):
    """Another process that makes the book and dies at this point; its exit code."""
    told = {"pk": str(row.pk), "files": str(settings.FILES_DIR)}
    return processes.run({"do": "make_a_book", "killpoint": point, "with": told})[0]


def time_passes(row):
    hour = datetime.timedelta(hours=1)
    BundleRequest.objects.filter(pk=row.pk).update(lease_until=timezone.now() - hour)


def test_a_book_whose_worker_was_killed_is_made_by_the_next(row, processes):
    for point in POINTS * (5 if FULL else 1):
        assert killed_at(point, row, processes) == -signal.SIGKILL, point
        row.refresh_from_db()
        assert row.state == State.BUSY
        assert not books.run(row), "its worker may still be busy"
        # Control: who looked for what waits alone would never make it.
        assert not BundleRequest.objects.filter(state=State.WAITING).exists()
        time_passes(row)
        BundleRequest.objects.update(attempts=0)
    assert make_books() == 1
    row.refresh_from_db()
    assert (row.state, row.pages) == (State.DONE, 5)
    assert "eerste blad" in books.text_of(row.path)
    assert make_books() == 0
    left = [path for path in row.path.parent.iterdir() if path != row.path]
    assert left, "what the killed ones left"
    for path in [*left, row.path]:
        os.utime(path, (0, 0))
    forget_books()
    assert list(row.path.parent.iterdir()) == [row.path]


def test_a_book_that_kills_every_worker_is_given_up_with_a_sentence(row, processes):
    for _ in range(MOST_ATTEMPTS):
        assert killed_at(POINTS[0], row, processes) == -signal.SIGKILL
        time_passes(row)
    assert books.run(row)
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert "kon niet worden gemaakt" in row.said


def test_one_request_is_claimed_by_one_worker(row):
    def all_at_once(claim):
        start, got = threading.Barrier(4), []

        def worker():
            try:
                start.wait()
                if claim() is not None:
                    got.append(1)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=worker) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(got)

    for _ in range(200 if FULL else 5):
        BundleRequest.objects.update(state=State.WAITING)
        assert all_at_once(lambda: BundleRequest.objects.claim(row.pk)) == 1

    looked = threading.Barrier(4)

    def without_the_guard():
        found = BundleRequest.objects.due().filter(pk=row.pk).first()
        looked.wait()
        if found is not None:
            BundleRequest.objects.filter(pk=row.pk).update(state=State.BUSY)
        return found

    BundleRequest.objects.update(state=State.WAITING)
    assert all_at_once(without_the_guard) > 1, "control: look first and write then, and several have it"


@pytest.mark.long
def test_a_full_agenda_is_a_book_within_512_mib(world):
    """40 items, 60 papers, 300 pages."""
    meeting = books.a_full_meeting(world, items=40, papers=60, pages=300)
    row = books.made(meeting, world.member)
    assert (row.state, row.said) == (State.DONE, "")
    assert row.pages >= 300 + 60 + 40 + 2
    assert row.done == row.total == 60
    assert books.peak_of_children() < 512
