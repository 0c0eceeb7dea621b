"""Who is there: noted on one screen, with who noted it, and fixed for what was decided on."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from governance.attendance import presence
from governance.attendance.models import Movement, MovementKind, Presence, PresenceState
from governance.attendance.presence import note, note_movement, present_at
from tests.governance.agendas import agenda_of
from tests.governance.attending import a_meeting_with, table_of
from tests.world import mandate
from zorgzaam.audit.history import changes_of

pytestmark = pytest.mark.django_db
HERE, EXCUSED, AWAY = PresenceState.PRESENT, PresenceState.EXCUSED, PresenceState.ABSENT


@pytest.fixture
def table(world):
    body, people = table_of(3)
    mandate(world.secretary, body, "secretaris")
    mandate(world.chair, body, "voorzitter")
    meeting, rows = a_meeting_with(body, people)
    return meeting, rows, agenda_of(meeting, "Opening", "Voorstel", "Rondvraag")


@pytest.fixture
def decided(monkeypatch):
    """Ids of items a room above decided on."""
    found = set()
    monkeypatch.setitem(presence._settled, "test", lambda items: found & set(items))
    return found


def url(meeting):
    return reverse("presence", args=[meeting.pk])


def form(rows, *states):
    typed = {}
    for row, (was, now) in zip(rows, states, strict=False):
        typed |= {f"was-{row.pk}": was, f"is-{row.pk}": now}
    return typed


def test_one_press_notes_everybody_and_says_who_noted_it(world, as_, table):
    meeting, rows, _ = table
    client = as_(world.secretary)
    assert client.post(url(meeting), form(rows, ("", HERE), ("", EXCUSED), ("", AWAY))).status_code == 302
    assert [row.presence.state for row in rows] == [HERE, EXCUSED, AWAY]
    assert rows[0].presence.noted_by == world.secretary.person
    client.post(url(meeting), form(rows, (HERE, HERE), (EXCUSED, EXCUSED), (AWAY, AWAY)))
    assert len(changes_of(rows[0].presence)) == 1
    page = client.get(url(meeting)).content.decode()
    assert "1 aanwezig; van 3 van de 3" in page
    assert page.count("Genoteerd door Saar Secretaris") == 3


def test_two_who_note_do_not_undo_each_other_unseen(world, as_, table):
    meeting, rows, _ = table
    as_(world.secretary).post(url(meeting), form(rows, ("", HERE)))
    answer = as_(world.chair).post(url(meeting), form(rows, ("", AWAY), ("", HERE)))
    assert answer.status_code == 409
    assert rows[0].person.name in answer.content.decode()
    assert Presence.objects.count() == 1
    assert as_(world.chair).post(url(meeting), form(rows, (HERE, AWAY), ("", HERE))).status_code == 302
    # The other way round, nothing changed by this one: what a colleague noted stays.
    as_(world.secretary).post(url(meeting), form(rows, (HERE, HERE), ("", HERE)))
    assert dict(Presence.objects.values_list("invitation_id", "state")) == {
        rows[0].pk: AWAY,
        rows[1].pk: HERE,
    }


def test_coming_and_going_from_an_item_on(world, as_, table):
    meeting, rows, items = table
    client = as_(world.secretary)
    client.post(url(meeting), form(rows, ("", HERE), ("", AWAY)))
    go = reverse("presence_move", args=[meeting.pk])
    said = {"invitation": str(rows[0].pk), "item": str(items[2].pk), "kind": "ging"}
    for _ in range(2):
        assert client.post(go, said).status_code == 302
    client.post(go, {"invitation": str(rows[2].pk), "item": str(items[1].pk), "kind": "kwam"})
    there = present_at(meeting)
    first, last = rows[0].pk, rows[2].pk
    assert [there.at(item.position) for item in items] == [{first}, {first, last}, {last}]
    assert Movement.objects.count() == 2
    assert Presence.objects.get(invitation=last).state == HERE
    client.post(go, {**said, "kind": "vergissing"})
    assert present_at(meeting).at(items[2].position) == {first, last}
    assert client.post(go, {**said, "item": "x"}).status_code == 404
    assert client.post(go, {**said, "kind": "zomaar"}).status_code == 404


def test_who_was_at_an_item_that_is_decided_on_stays_and_later_items_stay_open(world, table, decided):
    meeting, rows, items = table
    note(meeting, {row.pk: ("", HERE) for row in rows}, by=world.secretary)
    decided.add(items[1].pk)
    refused = [
        lambda: note(meeting, {rows[0].pk: (HERE, AWAY)}, by=world.secretary),
        lambda: note_movement(rows[0], items[1], MovementKind.LEFT, by=world.secretary),
        lambda: note_movement(rows[0], items[0], MovementKind.LEFT, by=world.secretary),
        lambda: note_movement(rows[0], items[2], MovementKind.CAME, by=world.secretary),
    ]
    for change in refused:
        with pytest.raises(ValidationError, match="al besloten"):
            change()
    assert note_movement(rows[0], items[2], MovementKind.LEFT, by=world.secretary)
    assert present_at(meeting).at(items[1].position) == {row.pk for row in rows}


def test_control_without_the_guard_presence_at_a_decided_item_changes(world, table):
    meeting, rows, items = table
    note(meeting, {row.pk: ("", HERE) for row in rows}, by=world.secretary)
    note_movement(rows[0], items[1], MovementKind.LEFT, by=world.secretary)
    assert rows[0].pk not in present_at(meeting).at(items[1].position)


def test_a_state_nobody_knows_and_an_item_of_elsewhere_are_refused(world, table):
    meeting, rows, items = table
    with pytest.raises(ValidationError):
        note(meeting, {rows[0].pk: ("", "zomaar")}, by=world.secretary)
    _, others = a_meeting_with(meeting.body, [rows[0].person], days=9)
    with pytest.raises(ValidationError, match="niet op deze agenda"):
        note_movement(others[0], items[0], MovementKind.LEFT, by=world.secretary)


def test_the_screen_is_one_form_that_works_without_script(world, as_, table):
    meeting, rows, _ = table
    page = as_(world.secretary).get(url(meeting)).content.decode()
    assert page.count('type="radio"') == 3 * len(rows)
    assert "hx-" not in page.split("</h1>")[1].split("</main>")[0]
    assert as_(world.member).get(url(meeting)).status_code == 404
