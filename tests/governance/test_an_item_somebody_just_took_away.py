"""Two keep one agenda: what the one took away, the other still has on the page. A press there is told what happened."""

import pytest
from django.urls import reverse

from tests.governance.agendas import a_meeting, an_item, parked

pytestmark = pytest.mark.django_db
GONE = "“Zorg” is intussen van de agenda gehaald."


def press(client, name, item, meeting=None, **more):
    sent = {"version": str(item.version)}
    if meeting is not None:
        sent["meeting"] = str(meeting.pk)
    return client.post(reverse(name, args=[item.pk]), sent, **more)


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("name", ["item_park", "item_remove", "item_place"])
def test_who_comes_second_is_told_on_the_agenda(world, as_, name, htmx):
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Zorg")
    an_item(meeting, "Wonen")
    assert press(as_(world.secretary), "item_remove", item).status_code == 302
    headers = {"hx_request": "true"} if htmx else {}
    named = meeting if name == "item_place" else None
    answer = press(as_(world.bureau), name, item, named, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert GONE in page
    assert "Wonen" in page
    assert ("<html" in page) is not htmx
    item.refresh_from_db()
    assert item.removed_at is not None


@pytest.mark.parametrize("name", ["item_park", "item_remove", "item_place"])
def test_who_does_not_keep_that_agenda_hears_nothing(world, as_, name):
    meeting = a_meeting(world.coalition)
    item = an_item(meeting, "Zorg")
    secret = an_item(meeting, "Geheim", publicity="vertrouwelijk", publicity_ground="Woo")
    for each in (item, secret):
        press(as_(world.secretary), "item_remove", each)
    for stranger in (world.other_member, world.partner, world.statenlid):
        answer = press(as_(stranger), name, item, meeting)
        assert answer.status_code in (403, 404)
        assert "Zorg”" not in answer.content.decode()
    answer = press(as_(world.bureau_only), name, secret, meeting)
    assert answer.status_code in (403, 404)
    elsewhere = a_meeting(world.other)
    assert press(as_(world.secretary), "item_place", item, elsewhere).status_code in (403, 404)


def test_from_the_parking_lot_it_is_told_there(world, as_):
    item = parked(world.coalition, "Zorg")
    press(as_(world.secretary), "item_remove", item)
    answer = press(as_(world.bureau), "item_remove", item)
    assert answer.status_code == 409
    assert "“Zorg” is intussen van de parkeerplaats gehaald." in answer.content.decode()
