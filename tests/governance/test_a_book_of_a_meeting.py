"""One PDF of a meeting for one reader: our own tagged pages, the papers as they are, labels, bookmarks and links."""

import io

import pikepdf
import pytest
from django.urls import reverse

from governance.bundles import content, printing
from governance.bundles.content import CONCEPT, book_for
from governance.bundles.models import BundleRequest
from tests.governance import agendas, books
from tests.governance.agendas import an_item, publish
from tests.governance.test_parallel_sessions import ROOMS, carousel, in_rooms
from tests.pdfs import reading_order
from zorgzaam.claimed import State
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.pdf.binding import Why

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world):
    made = agendas.a_meeting(world.coalition, "Zorgraad in mei")
    agendas.an_item(made, "Opening")
    item = agendas.an_item(made, "Begroting", explanation="<h4>Kosten</h4><p>Wat het kost.</p>")
    books.a_file(item, "De begroting", books.a_pdf("eerste blad", "tweede blad"), "begroting.pdf")
    books.a_file(item, "Tabel", b"a,b\n1,2\n", "tabel.csv")
    agendas.publish(made)
    return made


def book(row):
    return pikepdf.open(row.path)


def test_the_book_holds_cover_agenda_and_every_paper_in_order(meeting, world):
    row = books.made(meeting, world.member)
    assert (row.state, row.said) == (State.DONE, "")
    with book(row) as document:
        assert [page.label for page in document.pages] == [
            *("omslag", "agenda-1", "2", "2a", "2a-1", "2a-2", "2b"),
        ]
        assert row.pages == len(document.pages)
        assert bookmarks(document) == [
            ("Omslag en agenda", []),
            ("2. Begroting", ["2a De begroting", "2b Tabel"]),
        ]
        leads_to_pages_and_originals(document, meeting)
        pages_of_others_are_as_they_were(document)
        claims_nothing(document)
    words = books.text_of(row.path)
    assert words.index("Zorgraad in mei") < words.index("Opening") < words.index("eerste blad")
    assert "Wat het kost." in words
    assert "Dit bestand is geen PDF" in words, "a table is listed with its link"
    tags = reading_order(row.path.read_bytes())
    assert ("H1", "Zorgraad in mei") in tags, "our own pages keep their tags"
    assert {"H2", "H3", "H4", "TH"} <= {tag for tag, _ in tags}


def test_the_book_says_which_group_is_where_and_when(world):
    part = carousel(world.coalition)
    free = an_item(part.item.meeting, "Vrije ronde", minutes=20)
    in_rooms(free, "Foyer", minutes=20, rotates=False)
    publish(part.item.meeting)
    row = books.made(part.item.meeting, world.member)
    assert (row.state, row.said) == (State.DONE, "")
    found = reading_order(row.path.read_bytes())
    said = " ".join(" ".join(text.split()) for _, text in found)
    assert "Deelsessies bij 2. Deelsessies" in said
    for room in ROOMS:
        assert f"{room}: Over {room}" in said
    assert "Groep A 15:30 tot 15:50 15:50 tot 16:10 16:10 tot 16:30" in said
    assert "Groep B 16:10 tot 16:30 15:30 tot 15:50 15:50 tot 16:10" in said
    assert "Groep C 15:50 tot 16:10 16:10 tot 16:30 15:30 tot 15:50" in said
    assert "Foyer Over Foyer 16:30 tot 16:50" in said
    assert {"H3", "TH", "TD"} <= {tag for tag, _ in found}


def bookmarks(document):
    with document.open_outline() as outline:
        return [(top.title, [child.title for child in top.children]) for top in outline.root]


def leads_to_pages_and_originals(document, meeting):
    names = {str(name) for name in list(document.Root.Names.Dests.Names)[::2]}
    notes = [note for page in document.pages for note in page.get("/Annots", [])]
    inside = {str(note.Dest) for note in notes if "/Dest" in note}
    outside = {str(note.A.URI) for note in notes if "/A" in note}
    assert inside <= names
    assert len(inside) == 3  # one item, two papers
    for paper in meeting.items.get(title="Begroting").papers.all():
        assert any(link.endswith(f"/stukken/{paper.pk}/versies/1/") for link in outside)


def pages_of_others_are_as_they_were(document):
    with pikepdf.open(io.BytesIO(books.a_pdf("eerste blad", "tweede blad"))) as before:
        for page, was in zip(document.pages[4:6], before.pages, strict=True):
            assert page.Contents.read_raw_bytes() == was.Contents.read_raw_bytes()
            assert list(page.MediaBox) == list(was.MediaBox)


def claims_nothing(document):
    """Why: docs/decisions/0021. The pages of others have no tags here, so the whole is no tagged PDF."""
    assert str(document.Root.Lang) == "nl"
    assert not document.Root.MarkInfo.Marked
    with document.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata


def test_a_bad_pdf_is_told_and_a_hostile_one_brings_nothing_that_acts(world):
    meeting = agendas.a_meeting(world.coalition)
    item = agendas.an_item(meeting, "Stukken")
    books.a_file(item, "Stuk dat kapot is", books.broken(), "kapot.pdf")
    books.a_file(item, "Stuk op slot", books.encrypted(), "slot.pdf")
    books.a_file(item, "Stuk met kwaad", hostile(), "kwaad.pdf")
    agendas.publish(meeting)
    row = books.made(meeting, world.member)
    assert row.state == State.DONE
    words = " ".join(books.text_of(row.path).split())
    for sentence in (Why.BROKEN.value, Why.LOCKED.value, "blad met kwaad"):
        assert sentence in words
    with book(row) as document:
        for name in ("/OpenAction", "/AA", "/AcroForm"):
            assert name not in document.Root
        assert set(document.Root.Names.keys()) == {"/Dests"}
        page = document.pages[-1]
        assert "/AA" not in page
        assert [("/A" in note, str(note.Subtype)) for note in page.Annots] == [
            (False, "/Link"),
            (True, "/Link"),
        ]
        everything = b"".join(bytes(repr(o), "utf-8", "replace") for o in document.objects)
    assert b"app.alert" not in everything
    assert b"cmd.exe" not in everything


def hostile():
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    safe = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://deltaland.example/"))
    kinds = ((pikepdf.Name.Link, launch), (pikepdf.Name.Link, safe), (pikepdf.Name.FileAttachment, safe))
    with pikepdf.open(io.BytesIO(books.a_pdf("blad met kwaad"))) as evil:
        evil.Root.OpenAction, evil.Root.AA = script, pikepdf.Dictionary(WC=script)
        evil.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("x"), script])
        )
        evil.pages[0].AA = pikepdf.Dictionary(O=script)
        evil.pages[0].Annots = pikepdf.Array(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=kind, Rect=[0, 0, 9, 9], A=action)
            for kind, action in kinds
        )
        content = books.saved(evil)
    assert b"app.alert" in content, "control: the file itself holds it"
    assert b"cmd.exe" in content
    return content


def test_asked_twice_is_one_request_and_equal_books_are_one_file(meeting, world, as_):
    client = as_(world.member)
    page, ask = reverse("bundle", args=[meeting.pk]), reverse("bundle_ask", args=[meeting.pk])
    assert "Maak de bundel" in client.get(page).content.decode()
    for _ in range(2):
        assert client.post(ask).status_code == 302
    assert BundleRequest.objects.count() == 1
    assert "wacht op zijn beurt" in client.get(page).content.decode()
    assert b"Ververs" in client.get(page).content, "it works without script"
    mine = books.as_if_made(meeting, world.member)
    made_at = mine.path.stat().st_mtime_ns
    other = books.made(meeting, world.chair, "besloten")
    assert other.state == State.DONE
    assert other.fingerprint == mine.fingerprint
    assert mine.path.stat().st_mtime_ns == made_at, "made once"


def test_the_page_follows_the_book_and_gives_it(meeting, world, as_):
    client = as_(world.member)
    books.as_if_made(meeting, world.member)
    page = client.get(reverse("bundle", args=[meeting.pk])).content.decode()
    assert "De bundel is klaar" in page
    response = client.get(reverse("bundle_file", args=[meeting.pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="vergaderbundel-zorgraad-in-mei.pdf"'
    assert "no-store" in response["Cache-Control"]


def test_a_visitor_gets_the_book_of_everybody(meeting, as_):
    client = as_(None)
    assert client.post(reverse("bundle_ask", args=[meeting.pk])).status_code == 302
    row = BundleRequest.objects.get()
    assert (row.reader, row.edition) == (None, "openbaar")
    assert client.get(reverse("bundle", args=[meeting.pk]), {"voor": "besloten"}).status_code == 404


def test_an_agenda_nobody_published_has_a_book_for_who_keeps_it_alone(world, as_):
    draft = agendas.a_meeting(world.coalition, "Concept")
    books.a_file(agendas.an_item(draft, "Geheim voornemen"), "Stuk", books.a_pdf("inhoud"))
    book_of = book_for(draft, "eigen", world.secretary)
    assert (book_of.status, [part.title for part in book_of.parts]) == (CONCEPT, ["Stuk"])
    assert as_(None).get(reverse("bundle", args=[draft.pk])).status_code == 404
    page = as_(world.member).get(reverse("bundle", args=[draft.pk])).content.decode()
    assert "Er is nog niets om te bundelen" in page
    assert "Geheim voornemen" not in page


@pytest.mark.parametrize("papers", [2, 20])
def test_the_page_asks_the_same_number_of_questions(papers, world, as_, django_assert_max_num_queries):
    meeting = agendas.a_meeting(world.coalition)
    for number in range(papers):
        agendas.a_paper(agendas.an_item(meeting, f"Punt {number}"), f"Stuk {number}", content=b"%d" % number)
    agendas.publish(meeting)
    client = as_(world.member)
    with django_assert_max_num_queries(16):
        assert client.get(reverse("bundle", args=[meeting.pk])).status_code == 200


def test_what_is_not_scanned_or_too_much_is_listed_and_comes_in_later(meeting, world, monkeypatch):
    pdfs = StoredFile.objects.filter(media_type="application/pdf")
    before = book_for(meeting, "eigen", world.member)
    assert [part.goes_in for part in before.parts] == [True, False]
    pdfs.update(scan_state=ScanState.WAITING)
    waiting = book_for(meeting, "eigen", world.member)
    assert [part.goes_in for part in waiting.parts] == [False, False]
    assert waiting.fingerprint != before.fingerprint, "once it is scanned the book is another"
    assert printing._said(waiting.parts[0], None)["why"] == printing.NOT_SCANNED
    pdfs.update(scan_state=ScanState.CLEAN)
    monkeypatch.setattr(content, "MOST_BYTES", 10)
    assert printing._said(book_for(meeting, "eigen", world.member).parts[0], None)["why"] == printing.TOO_BIG


def test_who_keeps_the_agenda_reads_on_the_cover_which_one_it_is(meeting, world):
    def cover():
        return " ".join(books.text_of(books.made(meeting, world.secretary).path).split())

    assert "versie 1 van" in (text := cover())
    assert "nog niet zijn gepubliceerd" not in text
    agendas.an_item(meeting, "Nog een punt")
    assert "versie 1 van" in (text := cover())
    assert "met wijzigingen die nog niet zijn gepubliceerd" in text
    agendas.publish(meeting)
    assert "versie 2 van" in (text := cover())
    assert "nog niet zijn gepubliceerd" not in text
    assert "oncept" not in text
