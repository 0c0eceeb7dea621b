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
from governance.live import running
from governance.live.consenting import open_round
from governance.live.models import Choice
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


def test_a_vote_that_closes_by_the_clock_is_followed_too(world, as_):
    table = a_table()
    in_a_second = timezone.now() + datetime.timedelta(milliseconds=400)
    open_ballot(table.proposal(), by=table.secretary, closes_at=in_a_second)
    client = as_(table.members[0])
    first = now_of(client, table)
    while timezone.now() <= in_a_second:
        pass
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
