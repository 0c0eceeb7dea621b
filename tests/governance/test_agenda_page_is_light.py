"""The published agenda costs few questions, and none of the page for who holds it already; never somebody else's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import world as cast
from tests.governance import agendas, deciding
from zorgzaam.audit.actors import SystemActor
from zorgzaam.house import House
from zorgzaam.ui.frame import edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world):
    made = agendas.a_meeting(world.coalition)
    agendas.agenda_of(made, *(f"Agendapunt {number}" for number in range(1, 21)))
    agendas.publish(made)
    return made


def ask(client, meeting, etag=""):
    return client.get(meeting.get_absolute_url(), headers={"If-None-Match": etag} if etag else {})


def questions(client, meeting, etag=""):
    """What is asked of the tables; opening and closing the transaction aside."""
    ask(client, meeting, etag)
    with CaptureQueriesContext(connection) as found:
        ask(client, meeting, etag)
    return [one["sql"] for one in found if " FROM " in one["sql"]]


def test_a_visitor_costs_five_questions_and_a_member_at_most_seventeen(world, as_, meeting):
    assert len(questions(Client(), meeting)) == 5
    assert len(questions(Client(), meeting, ask(Client(), meeting)["ETag"])) == 5
    assert len(questions(as_(world.member), meeting)) <= 18


def test_a_visitor_who_holds_the_page_gets_nothing_and_the_page_is_not_made(meeting):
    first = ask(Client(), meeting)
    again = ask(Client(), meeting, first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert not again.templates
    assert first.templates
    for answer in (first, again):
        assert "Cookie" in answer["Vary"]
        assert {"public", "no-cache"} <= {*answer["Cache-Control"].split(", ")}


def close_an_item(meeting):
    item = meeting.items.first()
    item.publicity, item.publicity_ground = "besloten", "Woo artikel 5.1"
    item.save()


def publish_again(meeting):
    agendas.an_item(meeting, "Nog een punt")
    agendas.publish(meeting)


CHANGES = {
    "the house": lambda meeting: House.objects.update(tagline="Een andere zin"),
    "the body": lambda meeting: (
        type(meeting.body).objects.filter(pk=meeting.body_id).update(name="Andere naam")
    ),
    "the meeting": lambda meeting: (
        type(meeting).objects.filter(pk=meeting.pk).update(location="Elders") and agendas.publish(meeting)
    ),
    "its state": lambda meeting: meeting.cancel(by=SystemActor.SETUP, reason="Te weinig punten"),
    "a closed item": close_an_item,
    "a new version": publish_again,
    "a decision": lambda meeting: deciding.decided(meeting.body, "Een besluit", meeting=meeting),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_on_the_page_changes_its_mark(meeting, what):
    before = ask(Client(), meeting)
    cast.set_up(CHANGES[what])(meeting)
    after = ask(Client(), meeting, before["ETag"])
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after.content != before.content
    assert ask(Client(), meeting, after["ETag"]).status_code == 304


def test_another_release_is_another_page(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("<p>Zorgzaam</p>")
    before = edition.__wrapped__()
    assert edition.__wrapped__() == before
    (tmp_path / "templates" / "base.html").write_text("<p>Zorgzamer</p>")
    assert edition.__wrapped__() != before


def test_who_is_signed_in_never_gets_the_page_of_a_visitor_nor_the_other_way_round(world, as_, meeting):
    visitor, member, other = Client(), as_(world.member), as_(world.other_member)
    mark = ask(visitor, meeting)["ETag"]
    own = ask(member, meeting, mark)
    assert own.status_code == 200
    assert world.member.person.name in own.content.decode()
    assert {"private", "no-store"} <= {*own["Cache-Control"].split(", ")}
    assert ask(other, meeting, own.headers.get("ETag", mark)).status_code == 200
    assert ask(visitor, meeting, own.headers.get("ETag", "x")).status_code == 200
    member.logout()
    assert ask(member, meeting, mark).status_code == 304


def test_a_message_for_one_visitor_is_kept_by_no_cache(world, meeting):
    client = Client()
    client.post("/account/inloggen/", {"login": world.member.email, "password": cast.PASSWORD})
    client.post("/account/uitloggen/")
    mark = ask(Client(), meeting)["ETag"]
    told = ask(client, meeting, mark)
    assert told.status_code == 200
    assert "zz-toast" in told.content.decode()
    assert "public" not in told["Cache-Control"]
    assert ask(client, meeting, mark).status_code == 304
