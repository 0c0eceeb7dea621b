"""A PDF on request is made in the background: asked twice it is made once, who may not read what it was made of does
not get it, and after a day it is gone."""

import datetime
import signal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.briefings.reviewing import BriefingShare, share
from governance.printouts import making
from governance.printouts.jobs import forget_printouts
from governance.printouts.models import KEPT, Printout
from governance.printouts.paper import Paper
from tests.governance import letters, printing
from tests.governance.council.meeting import a_session
from tests.kernel import zygote
from tests.pdfs import page_texts
from tests.world import set_up
from zorgzaam import pdf
from zorgzaam.claimed import MOST_ATTEMPTS, State
from zorgzaam.pdf import PdfBusy

pytestmark = pytest.mark.django_db
SMALL = Paper('<html lang="nl"><head><title>Klein</title></head><body><h1>Klein</h1></body></html>')
SOON = datetime.timedelta(hours=2)
POINTS = ["printout.after_claim", "printout.before_done"]


def urls_of(briefing):
    return [reverse(name, args=[briefing.pk]) for name in printing.DRAFT]


def part(client, url):
    return client.get(url, headers={"HX-Request": "true"}).content.decode()


def time_passes(by=datetime.timedelta(hours=1)):
    gone = timezone.now() - by
    Printout.objects.filter(state=State.BUSY).update(lease_until=gone)


# ---------------------------------------------------------------- asking and telling
def test_the_page_asks_tells_how_far_it_is_and_gives_the_file(world, as_):
    client = as_(world.bureau)
    page, file = urls_of(letters.draft(world, "Een lang verhaal"))
    assert client.get(file).url == page, "nothing is made in the request"
    assert "Maak de PDF" in client.get(page).content.decode()
    assert client.post(page).url.startswith(f"{page}?afdruk=")
    assert "wacht op zijn beurt" in part(client, page)
    assert 'hx-trigger="every 2s"' in part(client, page)
    assert Printout.objects.get().pdf is None
    assert printing.work() == 1
    told = part(client, page)
    assert "De PDF is klaar" in told
    assert file in told
    assert "hx-get" not in told
    answer = client.get(file)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert "CONCEPT" in page_texts(answer.content)[0]


def test_asked_twice_by_two_people_it_is_made_once(world, as_, monkeypatch):
    briefing = letters.draft(world)
    page, file = urls_of(briefing)
    real, made = pdf.render, []

    def counting(html, **given):
        made.append(html)
        return real(html, **given)

    monkeypatch.setattr(pdf, "render", counting)
    for who in (world.bureau, world.bureau, world.bureau_only):
        as_(who).post(page)
    assert printing.work() == 1
    as_(world.bureau).post(page)
    assert printing.work() == 0
    assert len(made) == 1
    assert as_(world.bureau).get(file).content == as_(world.bureau_only).get(file).content


def test_who_waits_hears_how_many_come_first(world, as_):
    client = as_(world.bureau)
    first, second, third = (letters.draft(world, title) for title in ("Een", "Twee", "Drie"))
    for briefing in (first, second, third):
        client.post(urls_of(briefing)[0])
    assert "Er zijn er nog 2 voor" in part(client, urls_of(third)[0])
    assert "Er is er nog één voor" in part(client, urls_of(second)[0])
    assert "voor." not in part(client, urls_of(first)[0])


def test_the_page_tells_which_page_is_laid_out(world, as_, monkeypatch):
    client = as_(world.bureau)
    page, _ = urls_of(letters.draft(world))
    seen = []

    def slow(html, *, told, **given):
        told(12)
        seen.append(part(client, page))
        return pdf.Rendered(b"%PDF-", "0" * 64, {})

    client.post(page)
    monkeypatch.setattr(pdf, "render", slow)
    printing.work()
    assert "Bladzijde 12 wordt opgemaakt" in seen[0]


def test_a_draft_that_changed_is_another_paper(world, as_):
    briefing = letters.draft(world)
    client = as_(world.bureau)
    _, file = urls_of(briefing)
    old = printing.pdf_of(client, briefing).content
    letters.change(briefing, world.bureau, core="<p>Heel andere tekst.</p>")
    assert client.get(file).status_code == 302, "what was made is of other words"
    new = printing.pdf_of(client, briefing).content
    assert ("Heelandere" in "".join(page_texts(old)), "Heelandere" in "".join(page_texts(new))) == (
        False,
        True,
    )


def asked_then_changed(world, client, briefing):
    """Two addresses: the page and the file of a draft that changed between pressing and printing."""
    page, file = urls_of(briefing)
    here = client.post(page).url
    letters.change(briefing, world.bureau, core="<p>Heel andere tekst.</p>")
    printing.work()
    return here, f"{file}?{here.partition('?')[2]}"


def test_a_draft_that_changed_meanwhile_is_given_as_it_was_asked_and_that_is_said(world, as_):
    briefing = letters.draft(world)
    client = as_(world.bureau)
    here, there = asked_then_changed(world, client, briefing)
    told = part(client, here)
    assert "De inhoud is intussen veranderd" in told
    assert "Dit is de versie van" in told
    assert "Maak een PDF van de nieuwe versie" in told
    assert there in told
    old = client.get(there)
    assert "Heelandere" not in "".join(page_texts(old.content))
    newer = client.post(urls_of(briefing)[0]).url
    printing.work()
    told = part(client, newer)
    assert "De PDF is klaar" in told
    assert "intussen veranderd" not in told
    new = client.get(f"{urls_of(briefing)[1]}?{newer.partition('?')[2]}")
    assert "Heelandere" in "".join(page_texts(new.content))


def test_what_somebody_asked_for_is_for_them_and_that_page_alone(world, as_):
    briefing, other = letters.draft(world), letters.draft(world, "Een ander stuk")
    client = as_(world.bureau)
    here, there = asked_then_changed(world, client, briefing)
    query = there.partition("?")[2]
    assert as_(world.bureau_only).get(there).status_code == 302
    assert "intussen veranderd" not in part(as_(world.bureau_only), here)
    for address in (f"{urls_of(other)[1]}?{query}", f"{there}x", f"{urls_of(briefing)[1]}?afdruk=%00:%ED:x"):
        assert client.get(address).status_code == 302, address
    assert as_(world.statenlid).get(there).status_code == 404
    assert client.get(there).status_code == 200, "the control"


def test_of_public_slides_only_what_may_be_read_now_is_given(world):
    session = a_session(world.staten, title="Oude naam")
    page, file = (reverse(name, args=[session.pk]) for name in printing.SLIDES)
    here = Client().post(page).url
    printing.work()
    query = here.partition("?")[2]
    assert "intussen veranderd" not in part(Client(), here)
    set_up(type(session).objects.filter(pk=session.pk).update)(title="Nieuwe naam")
    assert Client().get(f"{file}?{query}").status_code == 302
    told = part(Client(), here)
    assert "De inhoud is intussen veranderd" in told
    assert "Maak de PDF" in told
    assert "De PDF is klaar" not in told


# ---------------------------------------------------------------- what goes wrong
def test_one_that_fails_says_why_and_can_be_asked_again(world, as_, monkeypatch):
    client = as_(world.bureau)
    page, file = urls_of(letters.draft(world))

    def heavy(html, **given):
        raise pdf.PdfTooHeavy("exit 3: geheim uit het concept")

    with monkeypatch.context() as patch:
        patch.setattr(pdf, "render", heavy)
        client.post(page)
        printing.work()
    told = part(client, page)
    assert "te zwaar" in told
    assert "geheim" not in told
    assert "Probeer het opnieuw" in told
    assert client.get(file).status_code == 302
    assert printing.work() == 0, "of itself it is not tried again"
    client.post(page)
    printing.work()
    assert client.get(file).status_code == 200


def test_an_unforeseen_error_is_told_in_our_words_and_nothing_is_logged_of_the_draft(
    world, as_, monkeypatch, caplog
):
    client = as_(world.bureau)
    page, _ = urls_of(letters.draft(world))

    def breaks(html, **given):
        raise RuntimeError("geheim uit het concept")

    monkeypatch.setattr(pdf, "render", breaks)
    client.post(page)
    printing.work()
    assert making.FAILED[:30] in part(client, page)
    assert "RuntimeError" in caplog.text
    assert "geheim" not in caplog.text


def test_when_all_places_are_taken_it_stays_in_line(monkeypatch):
    def busy(html, **given):
        raise PdfBusy("no place")

    row = making.ask(SMALL)
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "render", busy)
        for _ in range(MOST_ATTEMPTS + 2):
            with pytest.raises(PdfBusy):
                making.make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.said) == (State.WAITING, 0, "")
    making.make(row.pk)
    row.refresh_from_db()
    assert row.state == State.DONE


def test_who_was_followed_by_another_writes_nothing(monkeypatch):
    row = making.ask(SMALL)

    def late(html, *, told, **given):
        time_passes()
        assert Printout.objects.claim(row.pk) is not None
        told(1)
        raise AssertionError("it should have stopped")

    monkeypatch.setattr(pdf, "render", late)
    assert not making.make(row.pk)
    row.refresh_from_db()
    assert (row.state, row.pages) == (State.BUSY, 0)


# ---------------------------------------------------------------- who may read it
def test_who_may_not_read_the_draft_gets_neither_page_nor_file(world, as_):
    briefing = letters.draft(world)
    page, file = urls_of(briefing)
    shared = share(briefing, world.chair, by=world.bureau, until=timezone.now() + SOON, reason="Meelezen")
    made = printing.pdf_of(as_(world.bureau), briefing).content
    for who in (world.member, world.statenlid, world.secretary):
        assert [as_(who).get(url).status_code for url in (page, file)] == [404, 404]
        assert as_(who).post(page).status_code == 404
    assert [as_(None).get(url).status_code for url in (page, file)] == [302, 302]
    assert "/account/" in as_(None).get(file).url
    assert as_(world.chair).get(file).content == made, "who it was shared with reads what was made already"
    set_up(BriefingShare.objects.filter(pk=shared.pk).update)(
        until=timezone.now() - datetime.timedelta(seconds=1)
    )
    assert as_(world.chair).get(file).status_code == 404


def test_of_a_closed_session_a_visitor_gets_no_slides_however_often_they_were_made(world, as_):
    closed = a_session(world.staten, publicity="besloten", publicity_ground="Woo")
    page, file = (reverse(name, args=[closed.pk]) for name in printing.SLIDES)
    printing.pdf_of(as_(world.clerk), closed, printing.SLIDES)
    assert [Client().get(url).status_code for url in (page, file)] == [404, 404]
    assert Client().post(page).status_code == 404


# ---------------------------------------------------------------- a day
def test_after_a_day_it_is_not_given_and_then_it_is_gone(world, as_):
    briefing = letters.draft(world)
    client = as_(world.bureau)
    page, file = urls_of(briefing)
    printing.pdf_of(client, briefing)
    just = timezone.now() - KEPT
    Printout.objects.update(finished_at=just + datetime.timedelta(minutes=1))
    assert forget_printouts() == 0
    assert client.get(file).status_code == 200
    Printout.objects.update(finished_at=just - datetime.timedelta(minutes=1))
    assert client.get(file).status_code == 302
    assert "Maak de PDF" in client.get(page).content.decode()
    assert forget_printouts() == 1
    assert not Printout.objects.exists()
    printing.pdf_of(client, briefing)


def test_what_was_printed_does_not_outlive_its_printing():
    row = making.ask(SMALL)
    assert Printout.objects.get().html == SMALL.html
    making.make(row.pk)
    assert (Printout.objects.get().html, Printout.objects.get().assets) == ("", {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Printout.objects.update(html="woorden")
    with pytest.raises(IntegrityError), transaction.atomic():
        Printout.objects.update(pdf=None)


def test_one_nobody_ever_made_is_forgotten_too():
    making.ask(SMALL)
    Printout.objects.update(asked_at=timezone.now() - KEPT - SOON)
    assert forget_printouts() == 1


# ---------------------------------------------------------------- killed
@pytest.fixture
def processes():
    with zygote.running() as found:
        yield found


@pytest.mark.django_db(transaction=True)
def test_one_whose_worker_was_killed_is_made_by_the_next(processes):
    row = making.ask(SMALL)
    for point in POINTS:
        assert processes.run({"do": "make_printouts", "killpoint": point}) == [-signal.SIGKILL], point
        row.refresh_from_db()
        assert row.state == State.BUSY
        assert not making.make(row.pk), "its worker may still be busy"
        # Control: who looked for what waits alone would never make it.
        assert not Printout.objects.filter(state=State.WAITING).exists()
        time_passes()
    assert processes.run({"do": "make_printouts"}, {"do": "make_printouts"}) == [0, 0]
    row.refresh_from_db()
    assert (row.state, row.said) == (State.DONE, "")
    assert row.pdf_sha256 == SMALL.printed().sha256


@pytest.mark.django_db(transaction=True)
def test_one_that_kills_every_worker_is_given_up_with_a_sentence(processes):
    row = making.ask(SMALL)
    for _ in range(MOST_ATTEMPTS):
        assert processes.run({"do": "make_printouts", "killpoint": POINTS[0]}) == [-signal.SIGKILL]
        time_passes()
    assert printing.work() == 1
    row.refresh_from_db()
    assert (row.state, row.said, row.html) == (State.FAILED, making.FAILED, "")
