"""Another browser follows along: a number every change raises, 304 while nothing changed, and nothing for outsiders."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.actions.models import Action
from governance.attendance.models import Invitation, MovementKind
from governance.attendance.presence import note_movement
from governance.live import consenting, running, voting
from governance.live.consenting import open_round
from governance.live.models import Choice, VoiceKind
from governance.live.models import pulse as pulse_module
from governance.live.noting import Words, write
from governance.live.voting import open_ballot, vote
from tests import world as cast
from tests.governance.agendas import an_item
from tests.governance.tables import a_table
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db


def now_of(client, table, **headers):
    connection.check_constraints()
    return client.get(reverse("live_now", args=[table.meeting.pk]), headers=headers)


@set_up
def a_guest(table, who):
    return Invitation.objects.create(meeting=table.meeting, person=who.person, kind="gast")


@set_up
def an_action(table):
    return Action.objects.create(
        body=table.body, meeting=table.meeting, item=table.item, what="Bellen", owner=table.secretary.person,
        due_on=timezone.localdate() + datetime.timedelta(days=7),
    )  # fmt: skip


CHANGES = {
    "another item": lambda t: running.go_to(t.meeting, t.items[1].pk, seen=t.item.pk, by=t.secretary),
    "the doors": lambda t: running.close_doors(t.meeting, True, by=t.secretary),
    "a note": lambda t: write(t.meeting, t.item, Words("Gezegd"), by=t.secretary),
    "somebody leaves": lambda t: note_movement(t.rows[0], t.item, MovementKind.LEFT, by=t.secretary),
    "a proposal": lambda t: t.proposal(),
    "a round": lambda t: open_round(t.proposal(), by=t.secretary),
    "a vote": lambda t: vote(
        open_ballot(t.proposal(), by=t.secretary), t.keys[0], Choice.FOR, by=fresh(t.members[0])
    ),
    "an action": an_action,
    "an item comes on": lambda t: an_item(t.meeting, "Nagekomen"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_followed(world, as_, change):
    table = a_table("Eerste", "Tweede")
    client = as_(table.members[1])
    first = now_of(client, table)
    assert first.status_code == 200
    assert now_of(client, table, if_none_match=first["ETag"]).status_code == 304
    before = table.pulse
    CHANGES[change](table)
    assert table.pulse > before
    again = now_of(client, table, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_the_tables_below_carry_the_trigger():
    import pgtrigger

    found = {
        model._meta.model_name
        for model, trigger in pgtrigger.registered()
        if trigger.name == "raise_the_pulse"
    }
    assert {
        "presence",
        "movement",
        "recusal",
        "decision",
        "action",
        "agendaitem",
        "slip",
        "invitation",
    } <= found
    assert pulse_module  # the only place that puts it there


def test_a_vote_that_closes_by_the_clock_is_followed_too(world, as_, monkeypatch):
    table = a_table()
    closes = timezone.now() + datetime.timedelta(minutes=1)
    open_ballot(table.proposal(), by=table.secretary, closes_at=closes)
    client = as_(table.members[0])
    first = now_of(client, table)
    monkeypatch.setattr(timezone, "now", lambda: closes)
    assert now_of(client, table, if_none_match=first["ETag"]).status_code == 200


def test_outside_a_closed_part_nothing_is_told(world, as_):
    table = a_table("KANARIEtitel", "Tweede")
    guest = cast.account("Gast")
    a_guest(table, guest)
    before = now_of(as_(guest), table).content.decode()
    assert "KANARIEtitel" in before, "control: with the doors open a guest reads along"
    running.close_doors(table.meeting, True, by=table.secretary)
    for name in ("live_now", "live"):
        shown = as_(guest).get(reverse(name, args=[table.meeting.pk])).content.decode()
        assert "nu besloten" in shown
        assert "KANARIEtitel" not in shown
        assert "Lid 0" not in shown
    inside = now_of(as_(table.members[0]), table).content.decode()
    assert "KANARIEtitel" in inside
    assert "De deuren zijn dicht" in inside


def test_a_confidential_item_keeps_its_place_alone(world, as_):
    table = a_table("Open punt")
    secret = an_item(table.meeting, "KANARIEpunt", publicity="vertrouwelijk")
    running.go_to(table.meeting, secret.pk, seen=table.item.pk, by=table.secretary)
    table.proposal(secret, title="KANARIEvoorstel")
    shown = now_of(as_(table.members[0]), table).content.decode()
    assert "KANARIE" not in shown
    assert "Punt dat u niet leest" in shown
    assert "KANARIEpunt" in now_of(as_(table.secretary), table).content.decode(), "control: by office"


def test_who_is_not_asked_follows_nothing(world, as_):
    table = a_table()
    for reader in (world.other_member, world.bureau_only, world.admin, world.statenlid):
        assert as_(reader).get(reverse("live", args=[table.meeting.pk])).status_code == 404
        assert now_of(as_(reader), table).status_code == 404


def test_twenty_of_everything_cost_as_much_as_two(world, as_):
    counted = []
    for size in (2, 12):
        table = a_table(*[f"Punt {n}" for n in range(size)], seats=size, name=f"Overleg van {size}")
        for _ in range(size // 2):
            open_round(table.proposal(), by=table.secretary)
        client = as_(table.secretary)
        now_of(client, table)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert now_of(client, table).status_code == 200
        counted.append(len(queries))
        etag = now_of(client, table)["ETag"]
        with CaptureQueriesContext(connection) as still:
            assert now_of(client, table, if_none_match=etag).status_code == 304
        assert len(still) <= 10
    assert counted[0] == counted[1]


def test_presence_is_one_press(world, as_):
    table = a_table("Eerste", "Tweede")
    url = reverse("live_presence", args=[table.meeting.pk])
    client = as_(table.secretary)
    client.post(url, {"wie": table.rows[0].pk, "is": "weg"})
    assert table.rows[0].presence.__class__.objects.get(pk=table.rows[0].pk).state == "afwezig"
    running.go_to(table.meeting, table.items[1].pk, seen=table.item.pk, by=table.secretary)
    client.post(url, {"wie": table.rows[0].pk, "is": "er"})
    assert table.rows[0].movements.get().kind == MovementKind.CAME


def test_what_was_said_inside_stays_inside_when_the_doors_are_open_again(world, as_):
    table = a_table()
    guest = cast.account("Gast")
    a_guest(table, guest)
    row = table.proposal()
    running_round = open_round(row, by=table.secretary)
    says(table, running_round, 0, "Gezegd waar de gast bij was.")
    running.close_doors(table.meeting, True, by=table.secretary)
    says(table, running_round, 1, "KANARIEzorg")
    running.close_doors(table.meeting, False, by=table.secretary)
    consenting.adopt(running_round, by=table.secretary)
    url = reverse("consent", args=[row.pk])
    shown = as_(guest).get(url).content.decode()
    assert "Gezegd waar de gast bij was." in shown, "control: what was said in the open"
    assert "KANARIE" not in shown
    assert "KANARIEzorg" in as_(table.members[2]).get(url).content.decode(), "control: a member"


def test_a_vote_cast_inside_stays_inside(world, as_):
    table = a_table()
    guest = cast.account("Gast")
    a_guest(table, guest)
    row = table.proposal()
    ballot = open_ballot(row, by=table.secretary)
    vote(ballot, table.keys[0], Choice.FOR, by=fresh(table.members[0]))
    running.close_doors(table.meeting, True, by=table.secretary)
    vote(ballot, table.keys[1], Choice.AGAINST, by=fresh(table.members[1]))
    running.close_doors(table.meeting, False, by=table.secretary)
    vote(ballot, table.keys[2], Choice.FOR, by=fresh(table.members[2]))
    voting.count(ballot, by=table.secretary)
    voting.settle(ballot, by=table.secretary)
    url = reverse("ballot", args=[row.pk])
    against = ">Tegen<"
    assert against not in as_(guest).get(url).content.decode()
    assert as_(guest).get(url).content.decode().count(">Voor<") == 2
    assert against in as_(table.members[0]).get(url).content.decode(), "control: a member"


def says(table, running_round, at, reason):
    said = consenting.Said(table.keys[at], VoiceKind.CONCERN, reason)
    consenting.speak(running_round, said, by=table.members[at])
