"""Who waits for a meeting sees it begin without reloading: asked as on the live page, 304 until it is open."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.live.following import waiting_stamp
from governance.live.opening import open_meeting
from tests.governance.agendas import an_item, held
from tests.governance.tables import a_table
from tests.world import fresh, set_up

pytestmark = pytest.mark.django_db
WAITS = {"hx_request": "true", "hx_target": "live-wacht"}


@pytest.fixture
def table(world):
    return a_table(begun=False)


def now_of(client, table, **headers):
    return client.get(reverse("live_now", args=[table.meeting.pk]), headers={**WAITS, **headers})


def test_the_page_asks_by_itself_and_has_a_link_without_script(as_, table):
    for reader in (table.members[0], table.secretary):
        page = as_(reader).get(reverse("live", args=[table.meeting.pk])).content.decode()
        assert f'hx-get="{reverse("live_now", args=[table.meeting.pk])}"' in page
        assert "following.js" in page
        assert "Ververs" in page
        first = now_of(as_(reader), table)
        assert first["ETag"].strip('"') in page, "the page says itself what it is made of"
        assert now_of(as_(reader), table, if_none_match=first["ETag"]).status_code == 304


def test_opened_it_loads_the_page_of_the_meeting(as_, table):
    client = as_(table.members[0])
    first = now_of(client, table)
    assert "HX-Refresh" not in first.headers, "control: it has to begin yet"
    open_meeting(table.meeting, by=table.secretary)
    again = now_of(client, table, if_none_match=first["ETag"])
    assert (again.status_code, again["HX-Refresh"]) == (200, "true")
    shown = client.get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert 'id="live-nu"' in shown
    along = client.get(
        reverse("live_now", args=[table.meeting.pk]), headers={"hx_request": "true", "hx_target": "live-nu"}
    )
    assert "HX-Refresh" not in along.headers, "who follows already gets the part that changed"


def test_called_off_it_says_so(as_, table):
    client = as_(table.members[0])
    tomorrow = held(table.meeting, days=-1)
    first = now_of(client, table)
    assert tomorrow.cancel(by=table.secretary, reason="Te weinig leden")
    again = now_of(client, table, if_none_match=first["ETag"])
    assert "gaat niet door" in again.content.decode()


def test_the_next_day_it_says_another_thing(table, monkeypatch):
    before = waiting_stamp(table.meeting, table.secretary)
    assert before == waiting_stamp(table.meeting, table.secretary), "control"
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert before != waiting_stamp(table.meeting, table.secretary)


def test_who_gets_another_role_gets_another_page(as_, table):
    client = as_(table.secretary)
    first = now_of(client, table)
    assert "Open de vergadering" in first.content.decode(), "control"
    assert now_of(client, table, if_none_match=first["ETag"]).status_code == 304, "control"
    set_up(Mandate.objects.filter(person=table.secretary.person).update)(role="lid")
    again = now_of(client, table, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert "Open de vergadering" not in again.content.decode()


def test_who_is_not_asked_waits_for_nothing(world, as_, table):
    for reader in (world.other_member, world.bureau_only, world.statenlid):
        assert now_of(as_(reader), table).status_code == 404


def test_waiting_costs_as_much_for_a_long_agenda(as_, table):
    client = as_(fresh(table.members[0]))
    counted = []
    for more in (0, 10):
        for number in range(more):
            an_item(table.meeting, f"Punt {number}")
        etag = now_of(client, table)["ETag"]
        with CaptureQueriesContext(connection) as queries:
            assert now_of(client, table, if_none_match=etag).status_code == 304
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 12
