"""Books and files for tests: real PDFs with words, and PDFs of every bad kind."""

import io
import os
import resource
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from governance.bundles.making import ask, make
from governance.bundles.models import BundleRequest, Edition
from governance.meetings.models import AgendaItem, Meeting, Paper
from tests.governance import agendas
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.claimed import State
from zorgzaam.files.store import keep


def a_pdf(*pages: str, noise: int = 0, **root: Any) -> bytes:
    """A PDF with one page per text; `noise` bytes that do not compress on each, `root` goes into its catalog."""
    with pikepdf.new() as document:
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for text in pages:
            page = document.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            if noise:
                page.Resources.Noise = document.make_stream(os.urandom(noise))
            page.Contents = document.make_stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode())
        for name, value in root.items():
            document.Root[f"/{name}"] = value
        return saved(document)


def saved(document: pikepdf.Pdf, **how: Any) -> bytes:
    how.setdefault("deterministic_id", "encryption" not in how)  # the same pages are the same bytes
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
    run(row)
    row.refresh_from_db()
    return row


def as_if_made(meeting: Meeting, reader: Any, edition: str = Edition.OWN) -> BundleRequest:
    """A request that is done, with a file in its place, without the seconds that making it takes."""
    row = asked(meeting, reader, edition)
    row.path.parent.mkdir(parents=True, exist_ok=True)
    row.path.write_bytes(a_pdf("bundel"))
    BundleRequest.objects.filter(pk=row.pk).update(state=State.DONE, pages=1, finished_at=timezone.now())
    row.refresh_from_db()
    return row


def run(row: BundleRequest) -> bool:
    """What a worker does with a request."""
    with acting(SystemActor.WORKER):
        return make(row.pk)


def text_of(path: Path) -> str:
    """Every word on every page, in bookmarks, labels and links, in the order of the pages."""
    words = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout
    with pikepdf.open(path) as document:
        with document.open_outline() as outline:
            marks = [item.title for top in outline.root for item in (top, *top.children)]
        links = [
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
        labels = [page.label for page in document.pages]
    return words.decode() + " ".join([*marks, *links, *labels])


def a_full_meeting(world: World, items: int, papers: int, pages: int) -> Meeting:
    """A published agenda of so many items with so many PDFs of together so many pages, each page with a picture."""
    meeting = agendas.a_meeting(world.coalition, "Volle agenda")
    made = [
        agendas.an_item(meeting, f"Punt {number}", explanation="<p>Toelichting.</p>" * 5)
        for number in range(items)
    ]
    for number in range(papers):
        count = pages // papers + (number < pages % papers)
        content = a_pdf(*(f"stuk {number} blad {page}" for page in range(count)), noise=60_000)
        a_file(made[number % items], f"Stuk {number}", content, f"stuk-{number}.pdf")
    agendas.publish(meeting)
    return meeting


def peak_of_children() -> int:
    """The most memory any child process of this one ever had at once, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
