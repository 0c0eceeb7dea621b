"""What a body decides at the table needs its quorum, without who stays out; and stays with who was there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.attendance.models import MovementKind, PresenceState, RecusalKind
from governance.attendance.presence import note, note_movement
from governance.attendance.recusing import say
from governance.decisions import settling
from governance.decisions.models import Decision, DecisionState, Method
from governance.live.opening import Why, open_meeting
from governance.meetings import order
from tests.governance.agendas import a_meeting, an_item, held, publish
from tests.governance.attending import a_meeting_with, rule, table_of
from tests.governance.deciding import a_proposal, adopt, in_writing, yesterday
from tests.world import fresh, mandate, set_up
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
    assert row.state == DecisionState.ADOPTED, "that meeting has to begin yet"


@pytest.mark.parametrize("began", ["its time came", "opened on another day"])
def test_in_writing_at_a_meeting_that_began_asks_its_quorum(world, table, began):
    rows, item = table
    note_movement(rows[0], item, MovementKind.LEFT, by=world.secretary)
    row = a_proposal(item)
    if began == "its time came":
        held(item.meeting, days=0)
    else:
        open_meeting(item.meeting, by=fresh(world.secretary), why=Why("De zaal was eerder vrij."))
    row = Decision.objects.get(pk=row.pk)
    in_words = {"by": SystemActor.SETUP, "on": yesterday(), "method": Method.IN_WRITING}
    with pytest.raises(ValidationError, match="Haal het van die agenda"):
        row.adopt(**in_words)
    item.refresh_from_db()
    set_up(order.park)(item, by=SystemActor.SETUP)
    row = Decision.objects.get(pk=row.pk)
    row.adopt(**in_words)
    assert row.state == DecisionState.ADOPTED, "control: off that agenda it is decided in writing"


def test_what_was_decided_in_writing_between_two_meetings_leaves_the_second_free_to_note_who_is_there(
    world, table
):
    rows, item = table
    row = a_proposal(item)
    held(item.meeting, days=3)
    item.refresh_from_db()
    set_up(order.park)(item, by=SystemActor.SETUP)
    decided = Decision.objects.get(pk=row.pk)
    decided.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.IN_WRITING)
    second, invited = a_meeting_with(item.body, [one.person for one in rows])
    second = held(second, days=-1)
    item.refresh_from_db()
    set_up(order.place_on)(second, item, by=SystemActor.SETUP)
    assert note(second, {invited[0].pk: ("", PresenceState.PRESENT)}, by=world.secretary) == 1


def test_what_moved_to_another_agenda_is_decided_by_who_is_there(world, table):
    """Two of three were there at the first meeting; at the second, where the item came to, nobody was."""
    _, item = table
    row = a_proposal(item)
    first, second = item.meeting, a_meeting(item.body, "Overleg in juni")
    set_up(order.park)(item, by=SystemActor.SETUP)
    with pytest.raises(ValidationError, match="staat op geen agenda"):
        adopt(Decision.objects.get(pk=row.pk))
    set_up(order.place_on)(second, item, by=SystemActor.SETUP)
    with pytest.raises(ValidationError, match="geen quorum"):
        adopt(Decision.objects.get(pk=row.pk))
    item.refresh_from_db()
    set_up(order.park)(item, by=SystemActor.SETUP)
    set_up(order.place_on)(first, item, by=SystemActor.SETUP)
    assert adopt(Decision.objects.get(pk=row.pk)).meeting == first, "the control"


def test_what_moved_is_settled_in_the_meeting_it_came_to(world):
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Voorstel", kind="besluit")
    row = a_proposal(item)
    other = a_meeting(world.coalition, "Overleg in juni")
    set_up(order.park)(item, by=SystemActor.SETUP)
    set_up(order.place_on)(other, item, by=SystemActor.SETUP)
    assert adopt(row).meeting == other, "read before the move, settled after it"
    item.refresh_from_db()
    set_up(order.park)(item, by=SystemActor.SETUP)
    again = Decision.objects.get(pk=row.pk)
    assert adopt(again).meeting == other, "settled, it stays with who settled it"


def test_a_decision_of_a_meeting_without_an_item_asks_the_quorum_of_that_meeting(world, table):
    rows, item = table
    row = in_writing(item.body, "Zonder punt", meeting=item.meeting)
    note_movement(rows[0], item, MovementKind.LEFT, by=world.secretary)
    with pytest.raises(ValidationError, match="geen quorum"):
        adopt(Decision.objects.get(pk=row.pk))
    note_movement(rows[0], item, MovementKind.MISTAKE, by=world.secretary)
    assert adopt(Decision.objects.get(pk=row.pk)).state == DecisionState.ADOPTED


def test_a_correction_asks_the_quorum_of_what_it_corrects(world, as_, table):
    _, item = table
    old = adopt(a_proposal(item))
    client, url = as_(world.secretary), reverse("decision_correct", args=[old.pk])
    form = client.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in typed.items() if value not in (None, [])}
    client.post(url, {**sent, "points": "Hersteld."})
    new = Decision.objects.get(corrects=old)
    assert (new.item, new.meeting) == (item, item.meeting)


def test_outside_a_meeting_a_body_decides_in_writing_only(world, as_):
    row = in_writing(world.coalition)
    url = reverse("decision_settle", args=[row.pk])
    client = as_(world.secretary)
    said = {"outcome": "vastgesteld", "on": f"{yesterday()}", "sure": "on", "version": row.version}
    assert 'value="instemming"' not in client.get(url).text
    assert client.post(url, {**said, "method": "instemming"}).status_code == 422
    with pytest.raises(ValidationError, match="Buiten een vergadering"):
        row.adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.VOTE)
    assert client.post(url, {**said, "method": "schriftelijk"}).status_code == 302
    row.refresh_from_db()
    assert row.state == DecisionState.ADOPTED
