"""What was taken off an agenda is found on its working page, and goes back from there."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings import order
from governance.meetings.models import Meeting
from tests.governance.agendas import a_meeting, an_item, parked, publish, titles
from tests.world import World


@pytest.fixture
def meeting(world: World) -> Meeting:
    return a_meeting(world.coalition)


def desk(client: Client, meeting: Meeting) -> str:
    return client.get(meeting.get_absolute_url()).text


def test_the_working_page_counts_what_was_taken_off_and_puts_it_back(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    first, second = an_item(meeting, "Opening"), an_item(meeting, "Rondvraag")
    assert "weggehaald · bekijk" not in desk(client, meeting)
    order.remove(first, by=world.secretary)
    assert "1 punt weggehaald · bekijk" in desk(client, meeting)
    order.remove(second, by=world.secretary)
    assert "2 punten weggehaald · bekijk" in desk(client, meeting)
    for _ in range(2):
        client.post(reverse("item_bring_back", args=[first.pk]), {"meeting": meeting.pk})
    assert titles(meeting) == ["Opening"]
    assert "1 punt weggehaald · bekijk" in desk(client, meeting)


def test_what_another_reader_may_not_read_or_stood_elsewhere_is_not_counted(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    secret = an_item(meeting, "KANARIE", publicity="vertrouwelijk")
    elsewhere = an_item(a_meeting(world.coalition, days=9), "Van een andere agenda")
    for item in (secret, elsewhere):
        order.remove(item, by=world.secretary)
    assert "1 punt weggehaald" in desk(as_(world.secretary), meeting), "the control"
    assert "weggehaald · bekijk" not in desk(as_(world.bureau), meeting)


def test_a_removed_item_does_not_land_on_the_agenda_of_another_body(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    item = an_item(meeting, "Opening")
    order.remove(item, by=world.secretary)
    foreign = a_meeting(world.other)
    client = as_(world.secretary)
    answer = client.post(reverse("item_bring_back", args=[item.pk]), {"meeting": foreign.pk})
    assert answer.status_code == 404
    assert titles(foreign) == []


def test_a_parked_item_is_offered_open_agendas_only(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    parked(world.coalition, "Later")
    made = {name: a_meeting(world.coalition, name, days=days) for name, days in DAYS.items()}
    for name in ("published", "cancelled", "withdrawn"):
        publish(made[name])
    made["cancelled"].cancel(by=world.chair, reason="Ziek")
    made["withdrawn"].withdraw(by=world.chair, reason="Fout")
    made["discarded"].discard(by=world.chair)
    page = as_(world.secretary).get(reverse("parking_lot", args=[world.coalition.pk])).text
    offered = {name for name, one in made.items() if f'<option value="{one.pk}">' in page}
    assert offered == {"draft", "published"}


DAYS = {"draft": 3, "published": 4, "cancelled": 5, "withdrawn": 6, "discarded": 8, "past": -3}
