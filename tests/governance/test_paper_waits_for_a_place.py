"""When too many papers are printed at once, what was asked for stays in line and is made later; no attempt counts, and
no worker stands still for it."""

import time

import pytest

from governance.briefings.dispatch import sending
from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.models import Briefing, Status
from governance.printouts import making
from governance.printouts.models import Printout
from governance.printouts.paper import Paper
from partners.initiatives import printing as submissions
from partners.initiatives.jobs import print_submissions
from partners.initiatives.models import SubmissionPdf
from tests.governance import agendas, books, letters, printing
from tests.kernel.pdf.documents import document
from tests.partners import initiatives as made
from tests.world import fresh
from zorgzaam import pdf
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.claimed import A_MOMENT, MOST_ATTEMPTS, State
from zorgzaam.pdf import binding, places
from zorgzaam.pdf.places import Places

pytestmark = pytest.mark.django_db


def busy(html, **given):
    raise pdf.PdfBusy("all places were taken")


def heavy(html, **given):
    raise pdf.PdfTooHeavy("exit 3")


def send(briefing, busy=False):
    with acting(SystemActor.WORKER, reason="test"):
        if busy:
            with pytest.raises(pdf.PdfBusy):
                sending.send(briefing.pk)
        else:
            assert sending.send(briefing.pk)
    return BriefingDispatch.objects.get()


def test_a_letter_stays_in_line_until_there_is_a_place(world, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    assert sending.ask(Briefing.objects.all(), by=fresh(world.bureau)) == 1
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "render", busy)
        for _ in range(MOST_ATTEMPTS + 1):
            row = send(briefing, busy=True)
            assert (row.state, row.attempts, row.said) == (State.WAITING, 0, "")
    assert send(briefing).state == State.DONE
    briefing.refresh_from_db()
    assert briefing.status == Status.PUBLISHED


def test_control_what_is_too_heavy_does_not_stay_in_line(world, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    sending.ask(Briefing.objects.all(), by=fresh(world.bureau))
    monkeypatch.setattr(pdf, "render", heavy)
    assert send(briefing).state == State.FAILED


def test_a_book_stays_in_line_until_there_is_a_place(world, monkeypatch):
    meeting = agendas.a_meeting(world.coalition)
    agendas.an_item(meeting, "Begroting", explanation="<p>Toelichting.</p>")
    agendas.publish(meeting)
    row = books.asked(meeting, world.member)
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "render", busy)
        for _ in range(MOST_ATTEMPTS + 1):
            with pytest.raises(pdf.PdfBusy):
                books.run(row)
            row.refresh_from_db()
            assert (row.state, row.attempts, row.said) == (State.WAITING, 0, "")
    books.run(row)
    row.refresh_from_db()
    assert row.state == State.DONE


# ---------------------------------------------------------------- the worker
@pytest.fixture
def one_place(tmp_path, monkeypatch):
    """A machine with one place, and all the patience of a command."""
    found = Places(tmp_path / "places", most=1, patience=60)
    monkeypatch.setattr(places, "_places", found)
    return found


def in_line(*titles):
    return [making.ask(Paper(document(f"<p>{title}</p>"))) for title in titles]


def test_a_worker_does_not_stand_still_for_a_place(one_place):
    in_line("Een", "Twee", "Drie")
    with one_place.one():
        began = time.monotonic()
        assert printing.work() == 0
        assert time.monotonic() - began < 3 * A_MOMENT, "it tried one, and not all three"
    assert set(Printout.objects.values_list("state", "attempts")) == {(State.WAITING, 0)}
    assert printing.work() == 3


def test_what_is_asked_for_meanwhile_is_made_in_the_same_turn(monkeypatch):
    in_line("Een")

    def made_slowly(html, **given):
        if Printout.objects.count() == 1:
            in_line("Twee")
        return pdf.Rendered(b"%PDF-", "0" * 64, {})

    monkeypatch.setattr(pdf, "render", made_slowly)
    assert printing.work() == 2
    assert set(Printout.objects.values_list("state", flat=True)) == {State.DONE}


def test_a_book_that_was_begun_is_patient(world, monkeypatch):
    meeting = agendas.a_meeting(world.coalition)
    agendas.an_item(meeting, "Begroting", explanation="<p>Toelichting.</p>")
    agendas.publish(meeting)
    row = books.asked(meeting, world.member)
    real, waits = binding.bind, []

    def binds(*args, **given):
        waits.append(places._given.get())
        return real(*args, **given)

    monkeypatch.setattr(binding, "bind", binds)
    with places.patience(A_MOMENT):
        books.run(row)
        waits.append(places._given.get())
    assert waits[0] > A_MOMENT == waits[1]


def test_what_was_sent_waits_without_an_error_in_the_log(world, one_place, caplog, monkeypatch):
    for number in range(2):
        made.a_sent_one(world, f"Nummer {number}")
    tried, real = [], submissions.to_pdf

    def tries(submission):
        tried.append(submission)
        return real(submission)

    monkeypatch.setattr(submissions, "to_pdf", tries)
    with one_place.one(), acting(SystemActor.WORKER):
        began = time.monotonic()
        assert print_submissions() == 0
        assert time.monotonic() - began < 3 * A_MOMENT
    assert len(tried) == 1
    assert "failed" not in caplog.text
    with acting(SystemActor.WORKER):
        assert print_submissions() == 2
    assert SubmissionPdf.objects.count() == 2
