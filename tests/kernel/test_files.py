"""Uploads: kept once, never half, never served unscanned (promise I6)."""

from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from zorgzaam.celery import app
from zorgzaam.files.chosen import ChosenFileField
from zorgzaam.files.jobs import scan_waiting
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
        (PDF, "\x00.pdf", "Dit soort bestand"),
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


def test_each_use_has_its_own_most_and_says_it(settings):
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(ValidationError, match="hoogstens 2 MB"):
        keep(upload(b"x" * 2_000_001, "stuk.txt"), at_most=2_000_000)
    assert keep(upload(b"x" * 2_000_000, "stuk.txt"), at_most=2_000_000)


def test_a_field_has_its_own_most_and_says_it():
    field = ChosenFileField(at_most=1_000_000)
    with pytest.raises(ValidationError, match="hoogstens 1 MB"):
        field.clean(upload(b"x" * 1_000_001, "stuk.txt"))
    assert field.clean(upload(b"x" * 1_000_000, "stuk.txt")).name == "stuk.txt"


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


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "..\\..\\boot.pdf",
        'a"; filename="b.html.pdf',
        "a\r\nSet-Cookie: x=1.pdf",
        "é漢字\u202efdp.pdf",
        "x" * 300 + ".pdf",
        "\x00a\x00.pdf",
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
def test_what_was_kept_before_it_was_refused_stays_a_download():
    polyglot = PDF + b"<script>alert(document.domain)</script>"
    digest = sha256(polyglot).hexdigest()
    path_of(digest).parent.mkdir(parents=True)
    path_of(digest).write_bytes(polyglot)
    state, kind = ScanState.NOT_NEEDED, "application/pdf"
    earlier = StoredFile.objects.create(sha256=digest, size=len(polyglot), media_type=kind, scan_state=state)
    response = stream(earlier, "stuk.pdf")
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
