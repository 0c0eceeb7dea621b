"""Uploads: kept once, never half, never served unscanned (promise I6)."""

import io
import os
import signal
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from tests.conftest import FULL
from zorgzaam.celery import app
from zorgzaam.files.jobs import clear_leftovers, scan_waiting
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.files.store import keep, path_of, read_chunks
from zorgzaam.files.stream import stream

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def upload(content=PDF, name="stuk.pdf"):
    return SimpleUploadedFile(name, content)


def files_on_disk(settings):
    return [p for p in settings.FILES_DIR.rglob("*") if p.is_file()] if settings.FILES_DIR.exists() else []


def test_the_same_content_twice_is_one_row_and_one_file(settings):
    first, second = keep(upload()), keep(upload(name="ander.PDF"))
    assert first == second
    assert [p.name for p in files_on_disk(settings)] == [first.sha256]
    assert b"".join(read_chunks(first)) == PDF


def test_a_file_that_went_missing_comes_back_with_the_next_upload():
    stored = keep(upload())
    path_of(stored.sha256).unlink()
    assert keep(upload()) == stored
    assert b"".join(read_chunks(stored)) == PDF


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "stuk.pdf", "leeg"),
        (PDF, "stuk.exe", "Dit soort bestand"),
        (PDF, "stuk", "Dit soort bestand"),
        (PDF, "stuk.pdf.html", "Dit soort bestand"),
        (PDF, "stuk.svg", "Dit soort bestand"),
        (b"<html><script>alert(1)</script></html>", "stuk.pdf", "past niet bij de naam"),
        (b"MZ\x90\x00\x03" + b"\x00" * 100, "stuk.docx", "past niet bij de naam"),
        (PDF, "foto.png", "past niet bij de naam"),
    ],
)
def test_what_we_cannot_take_is_refused_in_dutch_and_leaves_nothing(settings, content, name, words):
    with pytest.raises(ValidationError, match=words):
        keep(upload(content, name))
    assert not StoredFile.objects.exists()
    assert not files_on_disk(settings)


def test_too_big_is_refused_whatever_size_the_browser_says(settings):
    settings.UPLOAD_MAX_BYTES = 60
    with pytest.raises(ValidationError, match="te groot"):
        keep(upload())
    liar = upload()
    liar.size = 10
    with pytest.raises(ValidationError, match="te groot"):
        keep(liar)
    assert not files_on_disk(settings)
    settings.UPLOAD_MAX_BYTES = len(PDF)
    assert keep(upload())


def office(kind):
    """A minimal OpenDocument file: its type is the first entry of the zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return buffer.getvalue()


def test_an_office_file_is_known_by_its_content():
    assert keep(upload(office("text"), "stuk.odt")).media_type == "application/vnd.oasis.opendocument.text"
    with pytest.raises(ValidationError, match="past niet bij de naam"):
        keep(upload(office("spreadsheet"), "stuk.odt"))


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\boot.pdf",
        'a"; filename="b.html.pdf',
        "a\r\nSet-Cookie: x=1.pdf",
        "é漢字\u202efdp.pdf",
        "x" * 300 + ".pdf",
        "\x00.pdf",
    ],
)
def test_a_hostile_name_reaches_neither_disk_nor_headers(settings, name):
    stored = keep(upload(name=name))
    assert [p.name for p in files_on_disk(settings)] == [stored.sha256]
    response = stream(stored, name)
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert "\r" not in disposition
    assert "\n" not in disposition
    assert 'filename="b.html' not in disposition


# ---------------------------------------------------------------- serving
def test_a_pdf_that_is_also_html_stays_a_download(as_):
    polyglot = PDF + b"<script>alert(document.domain)</script>"
    response = stream(keep(upload(polyglot)), "stuk.pdf")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "application/pdf"


def clean(path):
    return True


def infected(path):
    return False


def down(path):
    raise OSError("clamd is er niet")


def test_a_file_is_served_only_after_the_scanner_said_clean(settings):
    settings.FILE_SCANNER = f"{__name__}.down"
    stored = keep(upload())
    for _ in range(2):
        assert scan_waiting() == 0
        with pytest.raises(Http404):
            stream(StoredFile.objects.get(), "stuk.pdf")
    settings.FILE_SCANNER = f"{__name__}.clean"
    assert scan_waiting() == 1
    stored.refresh_from_db()
    assert b"".join(stream(stored, "stuk.pdf")) == PDF


def test_an_infected_file_is_never_served_also_not_when_uploaded_again(settings):
    settings.FILE_SCANNER = f"{__name__}.infected"
    keep(upload())
    scan_waiting()
    settings.FILE_SCANNER = f"{__name__}.clean"
    again = keep(upload(name="onschuldig.pdf"))
    scan_waiting()
    again.refresh_from_db()
    assert again.scan_state == ScanState.INFECTED
    with pytest.raises(Http404):
        stream(again, "stuk.pdf")


def test_one_file_the_scanner_chokes_on_does_not_hold_up_the_others(settings):
    settings.FILE_SCANNER = f"{__name__}.chokes_on_first"
    keep(upload())
    keep(upload(b"tekst\n", "stuk.txt"))
    assert scan_waiting() == 1


def chokes_on_first(path):
    if path.read_bytes() == PDF:
        raise ValueError
    return True


def test_the_quarantine_and_every_other_scheduled_job_is_rung_by_a_known_name(settings):
    app.loader.import_default_modules()
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert "zorgzaam.files.jobs.scan_waiting" in names
    assert names <= set(app.tasks)


def test_bytes_that_are_gone_are_not_found_rather_than_an_error():
    stored = keep(upload())
    path_of(stored.sha256).unlink()
    with pytest.raises(Http404):
        stream(stored, "stuk.pdf")


def test_nobody_reaches_a_file_without_what_holds_it(world):
    keep(upload())
    assert all(not StoredFile.objects.visible_to(user).exists() for user in world.readers.values() if user)


# ---------------------------------------------------------------- disk and death
def test_a_full_or_broken_disk_leaves_no_row(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "bestand"
    settings.FILES_DIR.write_text("hier kan geen map komen")
    with pytest.raises((FileExistsError, NotADirectoryError)):
        keep(upload())
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_killed_between_file_and_row_leaves_no_row_without_bytes(settings, zygote):
    task = {"do": "keep_file", "with": {"content": "inhoud\n", "folder": str(settings.FILES_DIR)}}
    for point in ("files.before_move", "files.before_row"):
        for _ in range(25 if FULL else 1):
            assert zygote.run({**task, "killpoint": point}) == [-signal.SIGKILL]
    assert not StoredFile.objects.exists()
    assert clear_leftovers() == 0
    for left in settings.FILES_DIR.glob("upload-*"):
        os.utime(left, (0, 0))
    assert clear_leftovers() > 0
    assert zygote.run(task) == [0]
    stored = StoredFile.objects.get()
    assert b"".join(read_chunks(stored)) == b"inhoud\n"
