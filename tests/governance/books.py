"""Books and files for tests: real PDFs with words, and PDFs of every bad kind."""

import io
from pathlib import Path
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.bundles.making import ask, make
from governance.bundles.models import BundleRequest, Edition
from governance.meetings.models import AgendaItem, Meeting, Paper
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.files.store import keep


def a_pdf(*pages: str, **root: Any) -> bytes:
    """A PDF with one page per text; `root` goes into its catalog."""
    with pikepdf.new() as document:
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for text in pages:
            page = document.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = document.make_stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode())
        for name, value in root.items():
            document.Root[f"/{name}"] = value
        return saved(document)


def saved(document: pikepdf.Pdf, **how: Any) -> bytes:
    target = io.BytesIO()
    document.save(target, **how)
    return target.getvalue()


def encrypted() -> bytes:
    with pikepdf.open(io.BytesIO(a_pdf("dicht"))) as document:
        return saved(document, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))


def broken() -> bytes:
    return b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@set_up
def a_file(item: AgendaItem, title: str, content: bytes, filename: str = "stuk.pdf", **extra: Any) -> Paper:
    if extra.get("publicity", "openbaar") != "openbaar":
        extra.setdefault("publicity_ground", "omdat het zo is")
    stored = keep(SimpleUploadedFile(filename, content))
    return Paper.objects.create(item=item, title=title, file=stored, filename=filename, **extra)


@set_up
def next_file(paper: Paper, content: bytes, filename: str = "stuk-2.pdf") -> bool:
    return paper.replace(keep(SimpleUploadedFile(filename, content)), filename, by=SystemActor.SETUP)


def asked(meeting: Meeting, reader: Any, edition: str = Edition.OWN) -> BundleRequest:
    row = ask(meeting, edition, reader)
    assert row is not None
    return row


def made(meeting: Meeting, reader: Any, edition: str = Edition.OWN) -> BundleRequest:
    """The book of this reader, made here and now by the job itself."""
    row = asked(meeting, reader, edition)
    with acting(SystemActor.WORKER):
        make(row.pk)
    row.refresh_from_db()
    return row


def text_of(path: Path) -> str:
    """Every word on every page, in bookmarks, labels and links, in the order of the pages."""
    import subprocess

    words = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout
    with pikepdf.open(path) as document:
        with document.open_outline() as outline:
            marks = [
                item.title for top in outline.root for item in (top, *top.children)
            ]
        links = [
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
        labels = [page.label for page in document.pages]
    return words.decode() + " ".join([*marks, *links, *labels])
