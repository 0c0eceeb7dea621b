"""A scanner that is down: files are taken and wait, nothing is served, and after a quarter of an hour it is told."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.governance.agendas import a_meeting, a_paper, an_item
from tests.real_files import upload
from zorgzaam import health
from zorgzaam.files.jobs import scan_waiting
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.files.store import keep

pytestmark = pytest.mark.django_db


def down(path):
    raise OSError("clamd is er niet")


def clean(path):
    return True


@pytest.fixture
def waiting(settings):
    """A file that waits `minutes`."""
    settings.FILE_SCANNER = f"{__name__}.down"
    health.heartbeat()

    def made(minutes):
        stored = keep(upload(b"tekst\n", "stuk.txt"))
        StoredFile.objects.filter(pk=stored.pk).update(stored_at=timezone.now() - timedelta(minutes=minutes))
        return stored

    return made


def test_a_file_that_waits_too_long_is_told_to_whoever_watches(waiting, world, as_, caplog, settings):
    waiting(16)
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()["down"]) == (503, ["scanner"])
    assert "Er wacht 1 bestand langer dan een kwartier" in as_(world.admin).get("/beheer/").text
    assert scan_waiting() == 0
    assert "wachten langer dan een kwartier" in caplog.text
    settings.FILE_SCANNER = f"{__name__}.clean"
    assert scan_waiting() == 1
    assert Client().get("/healthz").status_code == 200
    assert "kwartier" not in as_(world.admin).get("/beheer/").text


def test_a_file_that_just_came_is_no_alarm(waiting, world, as_, caplog):
    caplog.set_level(logging.ERROR)
    waiting(14)
    assert Client().get("/healthz").status_code == 200
    assert "kwartier" not in as_(world.admin).get("/beheer/").text
    scan_waiting()
    assert "kwartier" not in caplog.text


def test_a_file_that_waits_while_no_scanner_is_named_any_more_is_told_too(waiting, settings):
    waiting(16)
    settings.FILE_SCANNER = ""
    assert Client().get("/healthz").json()["down"] == ["scanner"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ScanState.WAITING, "Wordt gecontroleerd op virussen."),
        (ScanState.INFECTED, "Er zit een virus in dit bestand; niemand kan het openen."),
        (ScanState.CLEAN, ""),
        (ScanState.NOT_NEEDED, ""),
    ],
)
def test_the_page_says_why_a_file_cannot_be_opened(world, as_, state, words):
    item = an_item(a_meeting(world.coalition), "Jaarplan")
    paper = a_paper(item, title="Begroting")
    StoredFile.objects.update(scan_state=state)
    page = as_(world.secretary).get(reverse("item", args=[item.pk])).text
    assert paper.title in page
    assert (words in page) if words else ("virus" not in page)
    paper.file.refresh_from_db()
    assert paper.file.is_readable is not bool(paper.file.why_closed)
    opened = as_(world.secretary).get(paper.get_absolute_url())
    assert opened.status_code == (200 if paper.file.is_readable else 404)


def test_a_file_goes_on_waiting_for_as_long_as_it_takes(waiting, settings):
    stored = waiting(60 * 24 * 300)
    for _ in range(3):
        assert scan_waiting() == 0
    settings.FILE_SCANNER = f"{__name__}.clean"
    scan_waiting()
    stored.refresh_from_db()
    assert stored.is_readable


def test_a_broker_that_is_down_does_not_refuse_a_file(
    waiting, monkeypatch, django_capture_on_commit_callbacks
):
    def no_broker():
        raise ConnectionError

    monkeypatch.setattr(scan_waiting, "delay", no_broker)
    with django_capture_on_commit_callbacks(execute=True) as called:
        stored = waiting(0)
    assert len(called) == 1
    assert stored.scan_state == ScanState.WAITING
