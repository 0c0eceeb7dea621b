"""Documents, sheets and slides: whole, really what they say, without macros, and no bomb."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from django.core.exceptions import ValidationError

from tests.real_files import MAKERS, office, packed, parts, pdf, picture, sheet, upload
from zorgzaam.files.checks import archives
from zorgzaam.files.kinds import ALLOWED
from zorgzaam.files.models import StoredFile
from zorgzaam.files.store import keep

pytestmark = pytest.mark.django_db


def refused(content: bytes, name: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        keep(upload(content, name))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_every_kind_is_taken_and_served_under_its_own_name(suffix):
    assert keep(upload(MAKERS[suffix](), f"stuk{suffix}")).media_type == ALLOWED[suffix]


@pytest.mark.parametrize(
    ("really", "name"), [("docx", "a.xlsx"), ("xlsx", "a.docx"), ("odt", "a.ods"), ("odt", "a.docx")]
)
def test_another_kind_than_the_name_says_is_refused(really, name):
    refused(office(really), name, "past niet bij de naam")


def test_any_zip_is_no_document():
    refused(packed({"lees.txt": "tekst"}), "a.docx", "past niet bij de naam")
    refused(packed({"lees.txt": "tekst"}), "a.odt", "past niet bij de naam")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("docx", {"word/vbaProject.bin": b"x"}),
        ("xlsx", {"xl/VBAPROJECT.BIN": b"x"}),
        ("docx", {"word/embeddings/kosten.xlsm": b"x"}),
        ("odt", {"Basic/Standard/Module1.xml": "<x/>"}),
        ("ods", {"Scripts/python/doe.py": "x"}),
        ("docx", {"word/embeddings/kosten.xlsx": office("xlsx", {"xl/vbaProject.bin": b"x"})}),
    ],
)
def test_macros_are_refused_however_deep(kind, more):
    refused(office(kind, more), f"a.{kind}", "macro")


def test_macros_that_only_the_list_of_parts_tells_of_are_refused():
    told = parts("docx")
    told["[Content_Types].xml"] += "<!-- application/vnd.ms-word.document.macroEnabled.main+xml -->"
    refused(packed(told), "a.docx", "macro")


def test_an_empty_library_of_macros_is_none():
    assert keep(
        upload(office("odt", {"Basic/Standard/script-lb.xml": "<x/>", "Basic/script-lc.xml": ""}), "a.odt")
    )


def test_a_sheet_in_slides_in_a_document_is_taken_and_no_deeper():
    sheet_in = office("pptx", {"ppt/embeddings/kosten.xlsx": sheet()})
    assert keep(upload(office("docx", {"word/embeddings/a.pptx": sheet_in}), "a.docx"))
    deeper = office("docx", {"word/embeddings/b.pptx": sheet_in})
    with pytest.raises(ValidationError, match="archief"):
        keep(upload(office("docx", {"word/embeddings/c.docx": deeper}), "a.docx"))


@pytest.mark.parametrize("name", ["word/media/x.zip", "word/media/plaatje.png", "x.jar"])
def test_another_archive_inside_is_refused_whatever_it_is_called(name):
    refused(office("docx", {name: packed({"x": "y"})}), "a.docx", "ander archief")


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "C:/x", "..\\x", "word/a\u202eb.xml"])
def test_names_that_lead_out_are_refused(name):
    refused(office("docx", {name: "x"}), "a.docx", "niet opgebouwd")


def test_two_entries_of_one_name_are_refused():
    buffer = io.BytesIO(office("docx"))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<ander/>")
    refused(buffer.getvalue(), "a.docx", "niet opgebouwd")


def test_a_locked_entry_and_a_locked_document_are_refused():
    locked = bytearray(office("docx"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := locked.find(mark, start + 1)) >= 0:
            locked[start + place] |= 1
    refused(bytes(locked), "a.docx", "wachtwoord")
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "wachtwoord")


# ---------------------------------------------------------------- bombs
def bomb(size: int, kind: str = "docx") -> bytes:
    return office(kind, {"word/media/nul.bin": bytes(size)})


def test_a_bomb_is_refused_at_once_and_without_memory():
    content = upload(bomb(1_000_000_000), "a.docx")
    tracemalloc.start()
    began = time.monotonic()
    with pytest.raises(ValidationError, match="veel groter"):
        keep(content)
    assert time.monotonic() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused():
    content = bytearray(bomb(50_000_000))
    said = struct.pack("<I", 50_000_000)
    while (place := content.find(said)) >= 0:
        content[place : place + 4] = struct.pack("<I", 10)
    refused(bytes(content), "a.docx", "niet heel")


def test_many_small_bombs_count_together(monkeypatch):
    monkeypatch.setattr(archives.Budget.__init__, "__defaults__", (5_000_000,))
    many = {f"word/media/{n}.bin": bytes(900_000) for n in range(6)}
    refused(office("docx", many), "a.docx", "veel groter")
    inner = office("xlsx", many)
    refused(office("docx", {"word/embeddings/a.xlsx": inner}), "a.docx", "veel groter")
    assert keep(upload(office("docx", {"word/media/1.bin": bytes(900_000)}), "a.docx"))


def test_very_many_entries_are_refused_before_they_are_listed(monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 50)
    refused(office("docx", {f"word/{n}.xml": "" for n in range(60)}), "a.docx", "veel groter")
    assert keep(upload(office("docx", {f"word/{n}.xml": "" for n in range(40)}), "a.docx"))


def test_entries_that_lie_over_each_other_are_no_document():
    """One packed entry, listed very often: little in the file, very much when unpacked."""
    content = bomb(9_000_000)
    start = content.rfind(b"PK\x01\x02")
    end = content.find(b"PK\x05\x06")
    entry = content[start:end]
    copies = b"".join(entry.replace(b"nul.bin", b"n%02d.bin" % n) for n in range(60))
    whole = content[:start] + copies + content[end:]
    tail = bytearray(whole)
    place = tail.rfind(b"PK\x05\x06")
    count, directory = (
        struct.unpack_from("<H", tail, place + 10)[0] + 59,
        struct.unpack_from("<I", tail, place + 16)[0],
    )
    struct.pack_into("<HHI", tail, place + 8, count, count, place - directory)
    refused(bytes(tail), "a.docx", "veel groter|niet heel")


# ---------------------------------------------------------------- two things at once
def test_a_document_that_is_also_something_else_is_refused():
    refused(packed(parts("docx"), comment=b"<script>alert(1)</script>"), "a.docx", "niet opgebouwd")
    refused(b"<html>" + office("docx"), "a.docx", "past niet bij de naam")
    refused(b"MZ" + office("docx"), "a.docx", "past niet bij de naam")
    first = packed({"x.bin": pdf(), **parts("odt")})
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("x.bin", pdf())
        for name, content in parts("odt").items():
            archive.writestr(name, content)
    refused(stored.getvalue(), "a.odt", "niet opgebouwd")
    assert first


def test_half_a_document_is_refused():
    content = office("docx", {"word/media/foto.png": picture(size=(60, 60))})
    refused(content[:-30], "a.docx", "niet heel")
    refused(content[: len(content) // 2], "a.docx", "niet heel")
