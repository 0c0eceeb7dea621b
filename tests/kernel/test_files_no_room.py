"""A disk that is full or broken: said at the field and once to the operator, nothing half, nothing typed is lost."""

import errno
import gc
import logging
import os
import subprocess

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.meetings.models import Paper
from tests.governance.agendas import a_meeting, an_item
from tests.real_files import upload
from zorgzaam.files.models import StoredFile
from zorgzaam.files.storage import NO_ROOM, NOT_NOW
from zorgzaam.files.store import keep

pytestmark = pytest.mark.django_db
DJANGOS_OWN = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 kB."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"een kleine schijf aankoppelen mag hier niet: {done.stderr.decode().strip()}")
    yield folder
    gc.collect()  # what was lost half-way is closed while its disk is still there
    subprocess.run(["umount", "--lazy", folder], check=True)


def left(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def told(caplog):
    return [r for r in caplog.records if r.name.startswith("zorgzaam.files") and r.levelno >= logging.ERROR]


def send(client, item, content):
    data = {"title": "Jaarplan nachtzorg", "publicity": "besloten", "publicity_ground": "nog in overleg"}
    return client.post(reverse("paper_new", args=[item.pk]), {**data, "upload": upload(content, "stuk.txt")})


def test_a_full_disk_is_told_at_the_field_and_what_was_typed_stays(small_disk, settings, world, as_, caplog):
    settings.FILES_DIR = small_disk
    item, client = an_item(a_meeting(world.coalition), "Jaarplan"), as_(world.secretary)
    answer = send(client, item, b"regel\n" * 40_000)
    assert answer.status_code == 422
    assert NO_ROOM in answer.text
    assert "Jaarplan nachtzorg" in answer.text
    assert "nog in overleg" in answer.text
    assert not StoredFile.objects.exists()
    assert not left(small_disk)
    assert len(told(caplog)) == 1
    assert send(client, item, b"regel\n").status_code == 302
    assert Paper.objects.get().file.size == 6


def test_no_room_for_what_comes_in_is_told_at_the_field_too(small_disk, settings, world, as_, caplog):
    settings.FILE_UPLOAD_TEMP_DIR = str(small_disk)
    item, client = an_item(a_meeting(world.coalition), "Jaarplan"), as_(world.secretary)
    answer = send(client, item, b"regel\n" * 500_000)
    assert answer.status_code == 422
    assert NO_ROOM in answer.text
    assert "Jaarplan nachtzorg" in answer.text
    assert len(told(caplog)) == 1
    assert not StoredFile.objects.exists()
    assert not left(small_disk)
    settings.FILE_UPLOAD_TEMP_DIR = None
    assert send(client, item, b"regel\n" * 500_000).status_code == 302


def test_without_our_receiver_the_whole_form_would_be_lost(small_disk, settings, world, as_, caplog):
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_HANDLERS = str(small_disk), DJANGOS_OWN
    item = an_item(a_meeting(world.coalition), "Jaarplan")
    with pytest.raises(OSError, match="No space left"):
        send(as_(world.secretary), item, b"regel\n" * 500_000)
    caplog.clear()  # its error holds on to what was half written


@pytest.mark.parametrize(
    "said",
    [
        (errno.ENOSPC, NO_ROOM),
        (errno.EDQUOT, NO_ROOM),
        (errno.EFBIG, NO_ROOM),
        (errno.EIO, NOT_NOW),
        (errno.EROFS, NOT_NOW),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace", "mkdir"])
def test_whatever_the_disk_says_and_whenever_nothing_is_left(settings, monkeypatch, caplog, said, step):
    number, words = said

    def broken(*args, **kwargs):
        raise OSError(number, os.strerror(number))

    settings.FILES_DIR.mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.setattr(os, step, broken)
        with pytest.raises(ValidationError) as refused:
            keep(upload(b"tekst\n", "stuk.txt"))
    assert refused.value.messages == [words]
    assert len(told(caplog)) == 1
    assert not StoredFile.objects.exists()
    assert not left(settings.FILES_DIR)
    assert keep(upload(b"tekst\n", "stuk.txt"))


def test_a_place_for_files_that_is_none_is_told_as_well(settings, tmp_path, caplog):
    settings.FILES_DIR = tmp_path / "bestand"
    settings.FILES_DIR.write_text("hier kan geen map komen")
    with pytest.raises(ValidationError, match="kon nu niet worden bewaard"):
        keep(upload(b"tekst\n", "stuk.txt"))
    assert not StoredFile.objects.exists()
    assert len(told(caplog)) == 1
