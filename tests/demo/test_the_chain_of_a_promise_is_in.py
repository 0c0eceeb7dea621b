"""From what was promised on 5 June 2024 to what came of it: each page of the demo leads to the next, and back."""

import pytest
from django.test import Client

from governance.briefings.models import Briefing
from governance.council.models import Commitment, CommitmentState, CouncilNotice, CouncilSession
from governance.rounds.models import BriefingRound
from tests.demo.conftest import demo
from tests.governance.test_decide import text
from zorgzaam.demo.ids import demo_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_demo", "_in_the_demo")]


def chain():
    return (
        Commitment.objects.get(pk=demo_id("commitment", "tz-2024-06-05")),
        Briefing.objects.get(pk=demo_id("briefing", "van-zorgtafel-naar-coalitie")),
        CouncilNotice.objects.get(pk=demo_id("council-notice", "md-2024-11-14")),
        CouncilSession.objects.get(pk=demo_id("council-session", "sessie-2024-11-27")),
    )


def links(page) -> str:
    return Client().get(page.get_absolute_url()).content.decode()


def test_a_visitor_walks_from_the_promise_to_the_letter_and_the_session_and_back():
    promise, letter, line, session = (row.get_absolute_url() for row in chain())
    commitment, briefing, notice, meeting = (links(row) for row in chain())
    assert line in commitment
    assert session in commitment
    assert letter in notice
    assert promise in notice
    assert promise in briefing
    assert promise in meeting
    assert line in meeting


def test_the_griffie_settled_it_and_another_lies_before_her():
    promise = chain()[0]
    assert promise.state == CommitmentState.SETTLED
    assert "Afgedaan" in text(Client(), promise.get_absolute_url())
    other = Commitment.objects.get(pk=demo_id("commitment", "tz-2024-07-17"))
    assert other.state == CommitmentState.IN_PROGRESS
    assert other.settlements.get().state == "voorgesteld"


def test_the_next_letter_of_how_things_stand_says_that_it_is_done():
    briefing = Briefing.objects.get(pk=demo_id("briefing", "stand-van-zaken-december"))
    page = text(Client(), briefing.get_absolute_url())
    assert "wijze waarop PS wordt aangesloten" in page
    assert "Afgedaan" in page


def test_the_letter_stands_under_its_number_once_and_tells_of_its_own_promise_alone():
    _, briefing, notice, _ = chain()
    assert CouncilNotice.objects.filter(title=notice.title).count() == 1
    assert (briefing.registered.notice, notice.number) == (notice, briefing.registration_number)
    page = text(Client(), briefing.get_absolute_url())
    assert "wijze waarop PS wordt aangesloten" in page
    assert "bevindingen t.a.v. de Ambulancezorg" not in page


def test_every_council_of_the_region_reads_its_letter():
    letters = BriefingRound.objects.get(pk=demo_id("round", "regioplan-aan-raden")).letters.all()
    assert letters.count() == 5
    for letter in letters.select_related("council__organisation__municipality"):
        place = letter.council.organisation.municipality.name
        page = text(Client(), letter.briefing.get_absolute_url())
        assert f"Voor de gemeente {place} betekent dit" in page


def test_loading_again_settles_and_publishes_nothing_again(counted):
    before = counted()
    demo()
    assert counted() == before
