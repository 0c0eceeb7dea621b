"""A step is told once: on the page by the line that offers to undo it, or in a message."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings.models import Meeting
from tests.governance.agendas import a_meeting, an_item, in_order, publish
from tests.world import World


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition)
    for title in ("Opening", "Werkagenda"):
        an_item(made, title)
    return made


def move_down(client: Client, meeting: Meeting, **more: Any) -> Any:
    meeting.refresh_from_db()
    ids = in_order(meeting)
    post = {
        "order": [str(pk) for pk in ids],
        "agenda_version": meeting.agenda_version,
        "move": f"{ids[0]}:down",
    }
    return client.post(reverse("agenda_order", args=[meeting.pk]), post, **more)


SAID = "Agendapunt 1 staat nu op plaats 2."


def test_a_move_is_said_once_without_script(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    assert move_down(as_(world.secretary), meeting, follow=True).text.count(SAID) == 1


def test_a_move_is_shown_once_and_read_out_once(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    answer = move_down(as_(world.secretary), meeting, headers={"HX-Request": "true"})
    assert answer.text.count(SAID) == 1
    assert json.loads(answer["HX-Trigger"])["announce"] == {"text": SAID, "kind": "unseen"}


def test_what_cannot_be_undone_is_told_in_a_message(
    world: World, meeting: Meeting, as_: Callable[..., Client]
) -> None:
    url = reverse("item_add", args=[meeting.pk])
    fields = {"title": "Rondvraag", "kind": "informatie", "minutes": 5}
    assert as_(world.secretary).post(url, fields, follow=True).text.count("staat op plaats 3.") == 1


@pytest.mark.parametrize("secret", [True, False])
def test_every_agenda_says_its_times_are_approximate(
    world: World, meeting: Meeting, as_: Callable[..., Client], secret: bool
) -> None:
    """The same words with and without an item that is left out: they tell nobody which of the two it is."""
    if secret:
        an_item(meeting, "KANARIE", publicity="vertrouwelijk")
    publish(meeting)
    page = as_(None).get(meeting.get_absolute_url()).text
    assert "De tijden zijn bij benadering." in page
    assert "KANARIE" not in page
    assert "besloten deel" not in page
