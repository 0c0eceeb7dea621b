"""A draft nobody outside the body read can be thrown away: off every list, kept in history, back with all its items."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings.models import Meeting
from tests.governance.agendas import a_meeting, an_item, parked, press_publish, publish, titles
from tests.world import World

TITLE = "Dubbel gemaakt"


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition, TITLE)
    an_item(made, "Opening")
    return made


def discard(client: Client, meeting: Meeting) -> str:
    return client.post(reverse("meeting_discard", args=[meeting.pk]), follow=True).text


def lists(world: World) -> list[str]:
    return [
        "/werkbank/",
        world.coalition.get_absolute_url(),
        reverse("parking_lot", args=[world.coalition.pk]),
    ]


def test_the_question_comes_first(world: World, meeting: Meeting, as_: Callable[..., Client]) -> None:
    client = as_(world.secretary)
    url = reverse("meeting_discard", args=[meeting.pk])
    assert url in client.get(meeting.get_absolute_url()).text
    page = client.get(url).text
    assert "Vergadering weggooien?" in page
    assert "Het ene punt op deze agenda gaat" in page
    assert Meeting.objects.get(pk=meeting.pk).status == "concept"


def test_it_goes_from_every_list_and_from_search(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    before = {url: TITLE in client.get(url).text for url in lists(world)[:2]}
    assert any(before.values()), "the control"
    found = reverse("search") + "?q=dubbel"
    assert meeting.get_absolute_url() in client.get(found).text, "the control"
    discard(client, meeting)
    for url in lists(world):
        assert TITLE not in client.get(url).text, url
    assert meeting.get_absolute_url() not in client.get(found).text
    assert as_(world.member).get(meeting.get_absolute_url()).status_code == 404
    assert TITLE not in as_(world.member).get(reverse("meetings")).text


def test_it_comes_back_with_its_items(world: World, meeting: Meeting, as_: Callable[..., Client]) -> None:
    client = as_(world.secretary)
    for _ in range(2):
        page = discard(client, meeting)
    back = reverse("meeting_bring_back", args=[meeting.pk])
    assert back in page
    assert "weggegooid" in client.get(meeting.get_absolute_url()).text
    for _ in range(2):
        client.post(back)
    meeting.refresh_from_db()
    assert meeting.status == "concept"
    assert titles(meeting) == ["Opening"]
    assert as_(world.member).get(meeting.get_absolute_url()).status_code == 200
    history = client.get(reverse("meeting_history", args=[meeting.pk])).text
    assert "Vergadering weggegooid" in history
    assert "Vergadering teruggehaald" in history


def test_what_was_published_is_not_thrown_away(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    publish(meeting)
    client = as_(world.secretary)
    assert reverse("meeting_discard", args=[meeting.pk]) not in client.get(meeting.get_absolute_url()).text
    assert "Dit kan niet" in discard(client, meeting)
    read_before = Meeting.objects.get(pk=meeting.pk)
    read_before.status = "concept"
    assert not read_before.discard(by=world.secretary), "the row decides, not what was read"


def test_it_is_not_published_while_it_lies_there(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    url = reverse("meeting_publish", args=[meeting.pk])
    seen = client.get(url).context["preview"].proof
    discard(client, meeting)
    assert "Dit kan niet" in client.post(url, {"seen": seen}, follow=True).text
    assert meeting.publish(by=world.secretary) is None
    meeting.bring_back(by=world.secretary)
    press_publish(client, meeting)
    assert meeting.publications.exists(), "the control"


def test_a_parked_item_does_not_land_on_it(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    client, item = as_(world.secretary), parked(world.coalition, "Later")
    discard(client, meeting)
    client.post(reverse("item_place", args=[item.pk]), {"meeting": meeting.pk})
    item.refresh_from_db()
    assert item.is_parked


def test_only_who_keeps_the_agenda_throws_away(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    for reader in (world.member, world.admin, world.other_member):
        for name in ("meeting_discard", "meeting_bring_back"):
            assert as_(reader).post(reverse(name, args=[meeting.pk])).status_code in (403, 404)
    assert Meeting.objects.get(pk=meeting.pk).status == "concept"
