"""What nothing holds is cleared, what something holds or somebody just sent is not, whoever comes in between."""

import os
import threading
import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone

from tests.conftest import FULL
from tests.governance.agendas import a_meeting, a_paper, an_item
from tests.real_files import upload
from zorgzaam.celery import app
from zorgzaam.files import garbage, locks, store
from zorgzaam.files.jobs import clear_unheld
from zorgzaam.files.models import StoredFile
from zorgzaam.files.store import keep, path_of

LONG_AGO = timedelta(days=46)
ROUNDS = 200 if FULL else 12


def aged(stored, ago=LONG_AGO):
    """As if it was kept, and written, that long ago."""
    StoredFile.objects.filter(pk=stored.pk).update(kept_at=timezone.now() - ago)
    moment = time.time() - ago.total_seconds()
    os.utime(path_of(stored.sha256), (moment, moment))
    return stored


def text(content="tekst\n"):
    return upload(content.encode(), "stuk.txt")


# ---------------------------------------------------------------- what goes and what stays
@pytest.mark.django_db
def test_only_what_nothing_holds_for_long_goes(world, settings):
    paper = a_paper(an_item(a_meeting(world.coalition), "Jaarplan"), title="Stuk")
    aged(paper.file)
    young = aged(keep(text("jong")), timedelta(days=44))
    old = aged(keep(text("oud")))
    assert clear_unheld() == (1, 1)
    assert set(StoredFile.objects.all()) == {paper.file, young}
    assert path_of(young.sha256).exists()
    assert path_of(paper.file.sha256).exists()
    assert not path_of(old.sha256).exists()


@pytest.mark.django_db
def test_sent_again_it_counts_from_then_on():
    again = aged(keep(text()))
    assert keep(text()) == again
    assert clear_unheld() == (0, 0)


@pytest.mark.django_db
def test_bytes_without_a_row_go_after_a_day_and_other_files_stay(settings):
    loose = aged(keep(text("los")))
    fresh = keep(text("vers"))
    StoredFile.objects.all().delete()
    other = settings.FILES_DIR / "bundels" / "aa" / "boek.pdf"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"boek")
    os.utime(other, (0, 0))
    assert clear_unheld() == (0, 1)
    assert not path_of(loose.sha256).exists()
    assert path_of(fresh.sha256).exists()
    assert other.exists()


def test_every_model_that_can_hold_a_file_is_asked():
    pointing = {
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is StoredFile
    }
    assert pointing == {(model, name) for model, name in garbage.holders() if not model._meta.abstract}
    assert len(pointing) > 5


def test_it_happens_every_night(settings):
    app.loader.import_default_modules()
    assert "zorgzaam.files.jobs.clear_unheld" in {e["task"] for e in settings.CELERY_BEAT_SCHEDULE.values()}


# ---------------------------------------------------------------- somebody keeps the same at that very moment
class Rival:
    """Somebody who sends the same content while it is being cleared, at the killpoint of that name."""

    def __init__(self, monkeypatch, at):
        self.row, self.at, self.thread = None, at, threading.Thread(target=self._keep)
        monkeypatch.setattr(garbage, "killpoint", self._meets)

    def _meets(self, name):
        if name == self.at and not self.thread.ident:
            self.thread.start()
            self.thread.join(timeout=1)

    def _keep(self):
        try:
            self.row = keep(text())
        finally:
            connection.close()

    def has_it_whole(self):
        self.thread.join()
        row = StoredFile.objects.filter(pk=self.row.pk).first()
        return row is not None and path_of(row.sha256).read_bytes() == b"tekst\n" if self._there() else False

    def _there(self):
        return path_of(self.row.sha256).exists()


def before_clearing(at):
    """A row long unheld, or bytes long loose."""
    stored = aged(keep(text()))
    if at == "files.clearing":
        stored.delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", ["files.forgetting", "files.clearing"])
def test_who_sends_it_while_it_is_cleared_has_it_whole(monkeypatch, at):
    before_clearing(at)
    rival = Rival(monkeypatch, at)
    clear_unheld()
    assert rival.has_it_whole()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at", ["files.forgetting", "files.clearing"])
def test_without_the_lock_it_would_be_gone(monkeypatch, at):
    monkeypatch.setattr(store, "hold", lambda digest: None)
    before_clearing(at)
    rival = Rival(monkeypatch, at)
    clear_unheld()
    assert not rival.has_it_whole()


def cleared_elsewhere():
    found = []

    def clear():
        try:
            found.append(clear_unheld())
        finally:
            connection.close()

    thread = threading.Thread(target=clear)
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", [True, False])
def test_bytes_of_somebody_who_has_not_committed_yet_stay(monkeypatch, held):
    if not held:  # the control
        monkeypatch.setattr(store, "hold", lambda digest: None)
    with transaction.atomic():
        stored = keep(text())
        os.utime(path_of(stored.sha256), (0, 0))
        assert cleared_elsewhere() == (0, 0 if held else 1)
    assert path_of(stored.sha256).exists() is held


@pytest.mark.django_db(transaction=True)
def test_two_may_keep_the_same_at_one_time():
    """They do not wait for each other once the row is there; and nobody clears it while one of them is busy."""
    keep(text())
    with transaction.atomic():
        locks.hold(StoredFile.objects.get().sha256)
        rows = []

        def other():
            try:
                rows.append(keep(text()))
            finally:
                connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=10)
        assert rows == [StoredFile.objects.get()]


@pytest.mark.django_db(transaction=True)
def test_a_row_never_points_at_bytes_that_are_gone_however_often_they_meet():
    for _ in range(ROUNDS):
        aged(keep(text()))
        kept, start = [], threading.Barrier(3)

        def sends(start=start, kept=kept):
            try:
                start.wait()
                kept.append(keep(text()))
            finally:
                connection.close()

        def clears(start=start):
            try:
                start.wait()
                clear_unheld()
            finally:
                connection.close()

        threads = [threading.Thread(target=each) for each in (sends, sends, clears)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(kept) == 2
        assert {row.pk for row in kept} == {StoredFile.objects.get().pk}
        assert path_of(kept[0].sha256).read_bytes() == b"tekst\n"
