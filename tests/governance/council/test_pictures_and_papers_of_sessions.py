"""Pictures on slides and papers of a session: kept through the store of files, read by who reads the session."""

from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from governance.council.models import SessionPaper, SessionSlide
from governance.council.sessions import slide_pictures
from governance.printouts.models import Printout
from tests.governance import printing
from tests.governance.council.meeting import a_picture, a_session, a_session_paper
from tests.governance.council.test_writing_slides import write
from tests.governance.test_decide import text
from tests.pdfs import failed_rules
from tests.real_files import pdf, picture, upload
from tests.world import World, set_up
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.files.store import path_of

pytestmark = pytest.mark.django_db
SECRET = {"publicity": "besloten", "publicity_ground": "Woo artikel 5.1"}
WORDS = "Een kaart met vijf gemeenten"


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_picture_is_on_the_screen_and_in_the_pdf_with_its_words(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    sent = {"upload": upload(picture(), "kaart.png"), "picture_words": WORDS}
    assert write(as_(world.clerk), session, "Waar het is", **sent).status_code == 302
    row = SessionSlide.objects.get()
    address = reverse("session_slide_picture", args=[session.pk, row.pk])
    page = text(Client(), reverse("council_session_slide", args=[session.pk, 2]))
    assert address in page
    assert f'alt="{WORDS}"' in page
    assert body(Client().get(address)).startswith(b"\x89PNG")
    made = printing.pdf_of(Client(), session, printing.SLIDES).content
    assert not failed_rules(made)
    assert b"/Subtype /Image" in made or b"/Image" in made


def test_a_picture_without_words_is_refused_and_kept_for_the_next_try(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    refused = write(as_(world.clerk), session, "Waar het is", upload=upload(picture(), "kaart.png"))
    assert (refused.status_code, SessionSlide.objects.count()) == (422, 0)
    assert "Beschrijf het beeld in woorden" in refused.content.decode()
    assert "kaart.png" in refused.content.decode(), "the file does not have to be chosen again"
    row = a_picture(session)
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(lambda: SessionSlide.objects.filter(pk=row.pk).update(picture_words=""))()


def test_what_is_no_picture_is_refused(world: World, as_: Any) -> None:
    sent = {"upload": upload(pdf(), "stuk.pdf"), "picture_words": WORDS}
    refused = write(as_(world.clerk), a_session(world.staten), "Waar het is", **sent)
    assert refused.status_code == 422
    assert "Kies een beeld" in refused.content.decode()


def test_a_picture_goes_away_with_its_words(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    row = a_picture(session)
    sent = {
        "title": row.title, "points": row.points, "place": row.place, "version": row.version,
        "picture_words": row.picture_words, "no_picture": "on",
    }  # fmt: skip
    answer = as_(world.clerk).post(reverse("session_slide_edit", args=[session.pk, row.pk]), sent)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.picture, row.picture_words) == (None, "")


def test_unscanned_bytes_are_never_shown(world: World) -> None:
    session = a_session(world.staten)
    row, paper = a_picture(session), a_session_paper(session)
    set_up(lambda: StoredFile.objects.update(scan_state=ScanState.WAITING))()
    assert Client().get(reverse("session_slide_picture", args=[session.pk, row.pk])).status_code == 404
    assert Client().get(reverse("session_paper", args=[session.pk, paper.pk])).status_code == 404
    page = text(Client(), session.get_absolute_url())
    assert "Wordt gecontroleerd op virussen" in page
    assert "asset:" not in text(Client(), reverse("council_session_slide", args=[session.pk, 2]))
    assert printing.pdf_of(Client(), session, printing.SLIDES).status_code == 200


def test_who_looks_whether_the_pdf_is_there_reads_no_picture(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = a_session(world.staten)
    for _ in range(3):
        a_picture(session)
    page, file = (reverse(name, args=[session.pk]) for name in printing.SLIDES)
    real, opened = Path.read_bytes, []

    def reading(path: Path) -> bytes:
        opened.append(path)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    kept = path_of(SessionSlide.objects.all()[0].picture.sha256)
    for answer in (Client().get(page), Client().post(page), Client().get(page), Client().get(file)):
        assert answer.status_code < 400
    assert kept not in opened
    (packed,) = Printout.objects.values_list("assets", flat=True)
    assert real(kept) not in [b64decode(content) for _, content in packed.values() if ":" not in content]
    printing.work()
    assert opened.count(kept) == 3, "the control: who prints it reads them"
    assert Client().get(file)["Content-Type"] == "application/pdf"


def test_a_picture_that_is_gone_from_the_disk_is_told_as_such(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    session = a_session(world.staten)
    page, _ = (reverse(name, args=[session.pk]) for name in printing.SLIDES)
    kept = path_of(a_picture(session).picture.sha256)
    there = kept.read_bytes()
    kept.unlink()
    try:
        Client().post(page)
        printing.work()
        assert "omdat een onderdeel van het document ontbreekt" in text(Client(), page)
        assert f"file {kept.name} cannot be read" in caplog.text
    finally:
        kept.write_bytes(there)


def test_all_pictures_of_a_session_together_have_a_size(
    world: World, as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = a_session(world.staten)
    a_picture(a_session(world.staten, "Een andere"))
    size = a_picture(session).picture.size
    sent = {"upload": upload(picture(), "kaart.png"), "picture_words": WORDS}
    monkeypatch.setattr(slide_pictures, "TOGETHER", 2 * size - 1)
    refused = write(as_(world.clerk), session, "Waar het is", **sent)
    assert (refused.status_code, session.slides.count()) == (422, 1)
    assert "samen groter dan 50 MB" in refused.content.decode()
    monkeypatch.setattr(slide_pictures, "TOGETHER", 2 * size)
    sent = {**sent, "upload": upload(picture(), "kaart.png")}
    assert write(as_(world.clerk), session, "Waar het is", **sent).status_code == 302


def test_a_paper_is_read_by_who_reads_the_session(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    client = as_(world.clerk)
    sent = {"title": "Meerjarenplan", "upload": upload(pdf("plan"), "plan.pdf")}
    assert client.post(reverse("session_paper_new", args=[session.pk]), sent).status_code == 302
    paper = SessionPaper.objects.get()
    assert "Meerjarenplan" in text(Client(), session.get_absolute_url())
    assert body(Client().get(reverse("session_paper", args=[session.pk, paper.pk]))) == pdf("plan")
    behind = a_session(world.staten, "GEHEIM", **SECRET)
    closed = a_session_paper(behind)
    address = reverse("session_paper", args=[behind.pk, closed.pk])
    assert Client().get(address).status_code == 404
    assert as_(world.statenlid).get(address).status_code == 200, "the control"
    through = reverse("session_paper", args=[session.pk, closed.pk])
    assert Client().get(through).status_code == 404, "an open session opens no paper of another"


def test_a_paper_is_changed_and_taken_away_by_who_keeps_the_register(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    paper = a_session_paper(session)
    change = reverse("session_paper_edit", args=[session.pk, paper.pk])
    client = as_(world.clerk)
    assert client.post(change, {"title": "Nieuwe naam", "version": paper.version}).status_code == 302
    paper.refresh_from_db()
    assert (paper.title, paper.filename) == ("Nieuwe naam", "notitie.pdf"), "the file stays"
    stale = client.post(change, {"title": "Te laat", "version": paper.version - 1})
    assert stale.status_code == 409
    assert "Te laat" in stale.content.decode()
    take = reverse("session_paper_take", args=[session.pk, paper.pk])
    assert as_(world.statenlid).post(take).status_code == 403
    assert client.post(take).status_code == 302
    assert client.post(take).status_code == 302, "twice is once"
    assert not SessionPaper.objects.exists()


def test_a_paper_needs_a_title_and_a_file(world: World, as_: Any) -> None:
    address = reverse("session_paper_new", args=[a_session(world.staten).pk])
    refused = as_(world.clerk).post(address, {"title": "Zonder bestand"})
    assert refused.status_code == 422
    assert "Kies een bestand" in refused.content.decode()
    assert "Zonder bestand" in refused.content.decode()
