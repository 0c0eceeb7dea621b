"""When too many papers are printed at once, a letter and a book stay in line and are made later; no attempt counts."""

import pytest

from governance.briefings.dispatch import sending
from governance.briefings.dispatch.models import BriefingDispatch
from governance.briefings.models import Briefing, Status
from tests.governance import agendas, books, letters
from tests.world import fresh
from zorgzaam import pdf
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.claimed import MOST_ATTEMPTS, State

pytestmark = pytest.mark.django_db


def busy(html, **given):
    raise pdf.PdfBusy("all places were taken")


def heavy(html, **given):
    raise pdf.PdfTooHeavy("exit 3")


def send(briefing):
    with acting(SystemActor.WORKER, reason="test"):
        assert sending.send(briefing.pk)
    return BriefingDispatch.objects.get()


def test_a_letter_stays_in_line_until_there_is_a_place(world, monkeypatch):
    briefing = letters.determined(world, letters.draft(world))
    assert sending.ask(Briefing.objects.all(), by=fresh(world.bureau)) == 1
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "render", busy)
        for _ in range(MOST_ATTEMPTS + 1):
            row = send(briefing)
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
            assert books.run(row)
            row.refresh_from_db()
            assert (row.state, row.attempts, row.said) == (State.WAITING, 0, "")
    books.run(row)
    row.refresh_from_db()
    assert row.state == State.DONE
