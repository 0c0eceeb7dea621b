"""What a body decides at the table needs its quorum, without who stays out; and stays with who was there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.attendance.models import MovementKind, PresenceState, RecusalKind
from governance.attendance.presence import note, note_movement
from governance.attendance.recusing import say
from governance.decisions import settling
from governance.decisions.models import DecisionState, Method
from tests.governance.agendas import an_item, publish
from tests.governance.attending import a_meeting_with, rule, table_of
from tests.governance.deciding import a_proposal, adopt, yesterday
from tests.world import mandate
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(world):
    """Three organisations, of which more than half have to take part; two came."""
    body, people = table_of(3)
    rule(body, numerator=1, denominator=2)
    mandate(world.secretary, body, "secretaris")
    meeting, rows = a_meeting_with(body, people)
    item = an_item(meeting, "Voorstel", kind="besluit")
    publish(meeting)
    note(meeting, {row.pk: ("", PresenceState.PRESENT) for row in rows[:2]}, by=world.secretary)
    return rows, item


def test_with_a_quorum_it_is_decided_and_who_was_there_stays(world, table):
    rows, item = table
    assert adopt(a_proposal(item)).state == DecisionState.ADOPTED
    with pytest.raises(ValidationError, match="al besloten"):
        note_movement(rows[0], item, MovementKind.LEFT, by=world.secretary)
    with pytest.raises(ValidationError, match="al besloten"):
        say(rows[0], item, RecusalKind.STEPS_ASIDE, "te laat", by=world.secretary)


def test_without_it_the_page_says_why_not(world, as_, table):
    rows, item = table
    note_movement(rows[0], item, MovementKind.LEFT, by=world.secretary)
    row = a_proposal(item)
    data = {
        "outcome": "vastgesteld",
        "on": f"{yesterday()}",
        "method": Method.CONSENT.value,
        "note": "",
        "sure": "on",
        "version": row.version,
    }
    answer = as_(world.secretary).post(reverse("decision_settle", args=[row.pk]), data)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Er is geen quorum. 1 van de 3 organisaties doet mee aan dit punt. Nodig: 2" in told
    row.refresh_from_db()
    assert row.state == DecisionState.DRAFT


def test_who_stays_out_is_not_counted_for_it(world, table):
    rows, item = table
    say(rows[0], item, RecusalKind.STEPS_ASIDE, "mijn eigen zaak", by=world.secretary)
    with pytest.raises(ValidationError, match="Niet meegeteld bij dit punt"):
        adopt(a_proposal(item))


def test_control_without_the_check_it_is_decided_all_the_same(world, table, monkeypatch):
    rows, item = table
    note_movement(rows[0], item, MovementKind.LEFT, by=world.secretary)
    monkeypatch.delitem(settling._checks, "quorum")
    assert adopt(a_proposal(item)).state == DecisionState.ADOPTED


def test_in_writing_nobody_sits_at_a_table(world, table):
    rows, item = table
    note_movement(rows[0], item, MovementKind.LEFT, by=world.secretary)
    row = a_proposal(item)
    row.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.IN_WRITING)
    assert row.state == DecisionState.ADOPTED
