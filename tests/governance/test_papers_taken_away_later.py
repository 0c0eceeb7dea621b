"""A published agenda links to no paper that cannot be opened any more; it says that it was taken away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import order
from governance.meetings.models import Meeting, Paper
from tests.governance.agendas import a_meeting, a_paper, an_item, publish
from tests.world import World, set_up

SAID = "dit stuk is later weggehaald"


@pytest.fixture
def paper(world: World) -> Paper:
    made = a_paper(an_item(a_meeting(world.coalition), "Begroting"), "Concept-begroting")
    publish(made.item.meeting)
    return made


@set_up
def take_away(paper: Paper) -> None:
    Paper.objects.filter(pk=paper.pk).update(removed_at=timezone.now())


HAPPENS: dict[str, Callable[[World, Paper], Any]] = {
    "taken away": lambda world, paper: take_away(paper),
    "its item parked": lambda world, paper: order.park(paper.item, by=world.chair),
    "its item removed": lambda world, paper: order.remove(paper.item, by=world.chair),
}


def links(page: str) -> list[str]:
    return re.findall(r'href="(/stukken/[^"]+)"', page)


def pages(client: Client, meeting: Meeting) -> list[str]:
    return [
        client.get(meeting.get_absolute_url()).text,
        client.get(reverse("meeting_version", args=[meeting.pk, 1])).text,
    ]


@pytest.mark.parametrize("reader", ["visitor", "member"])
@pytest.mark.parametrize("happens", HAPPENS)
def test_no_link_on_the_agenda_leads_nowhere(
    world: World, paper: Paper, as_: Callable[..., Client], happens: str, reader: str
) -> None:
    meeting = paper.item.meeting
    assert meeting is not None
    client = as_(world.readers[reader])
    for page in pages(client, meeting):
        assert [client.get(link).status_code for link in links(page)] == [200], "the control"
        assert SAID not in page
    HAPPENS[happens](world, paper)
    assert client.get(paper.get_absolute_url()).status_code == 404
    for page in pages(client, meeting):
        assert links(page) == []
        assert SAID in page
        assert "besloten geworden" not in page


def test_what_was_closed_leaves_no_trace_taken_away_or_not(
    world: World, paper: Paper, as_: Callable[..., Client]
) -> None:
    set_up(lambda: Paper.objects.filter(pk=paper.pk).update(publicity="besloten", publicity_ground="x"))()
    take_away(paper)
    assert paper.item.meeting is not None
    page = as_(None).get(paper.item.meeting.get_absolute_url()).text
    assert "Concept-begroting" not in page
