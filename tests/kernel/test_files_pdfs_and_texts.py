"""A PDF is a PDF and nothing else; a text is letters."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from tests.real_files import office, pdf, picture, upload
from zorgzaam.files.models import StoredFile
from zorgzaam.files.store import keep

pytestmark = pytest.mark.django_db


def locked_pdf(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="eigenaar", user=user))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pdf(),
        pdf() + b"\r\n\0\0  ",
        pdf() + b"% van de scanner",
        pdf() + pdf().partition(b"\n")[2],  # saved again with what changed behind it
        locked_pdf(""),
        locked_pdf("geheim"),
    ],
)
def test_a_pdf_is_taken(content):
    assert keep(upload(content, "stuk.pdf")).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf() + b"<script>alert(1)</script>", "een webpagina"),
        (pdf() + b"\n< HTML ><body>", "een webpagina"),
        (b"%PDF-1.4\n<html><body>\n" + pdf(), "een webpagina"),
        (pdf() + office("docx"), "een archief"),
        (pdf()[:-6] + office("odt") + b"\n%%EOF", "een archief"),
        (pdf() + picture("PNG", size=(300, 300), mode="L") + b"\x01" * 2000, "iets anders"),
        (pdf()[:-8], "einde ontbreekt"),
        (b"<html>" + pdf(), "begint niet als een PDF"),
        (b"GIF89a" + pdf(), "past niet bij de naam"),
        (office("docx"), "past niet bij de naam"),
    ],
)
def test_what_is_a_pdf_and_something_else_is_refused_with_the_reason(content, words):
    with pytest.raises(ValidationError, match=words):
        keep(upload(content, "stuk.pdf"))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("één, twee €".encode(), "a.txt"),
        ("\ufeffgemeente;één\n".encode(), "a.csv"),
        ("één, twee €".encode("cp1252"), "a.txt"),
        (b"a,b,c\n1,2,3\n4,5,6\n", "a.csv"),
        (b'{"a": 1}\n', "a.txt"),
        (b"From: a@zorg.example\nSubject: Hallo\n\nDag\n", "a.txt"),
        (b"x", "a.txt"),
    ],
)
def test_letters_are_taken(content, name):
    assert keep(upload(content, name)).media_type == ("text/csv" if name.endswith("csv") else "text/plain")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"een\0twee", "a.txt", "geen leesbare tekst"),
        ("tekst".encode("utf-16"), "a.csv", "geen leesbare tekst"),
        (b"\x81\x8d\x8f", "a.txt", "geen leesbare tekst"),
        (b"<html><script>alert(1)</script></html>", "a.txt", "webpagina"),
        (b"<!DOCTYPE html><title>x</title>", "a.csv", "webpagina"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", "programma"),
        (pdf(), "a.txt", "webpagina of een programma"),
        (picture(), "a.txt", "geen leesbare tekst"),
    ],
)
def test_what_is_no_text_or_more_than_text_is_refused(content, name, words):
    with pytest.raises(ValidationError, match=words):
        keep(upload(content, name))
    assert not StoredFile.objects.exists()
