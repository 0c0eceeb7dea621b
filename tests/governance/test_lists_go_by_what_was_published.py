"""Lists of meetings are ordered and split by the time their reader knows, not by an edit nobody published."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings import facts
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, an_item, publish
from tests.world import World, set_up
from zorgzaam.standing import NOBODY, Reader, StandIn


@set_up
def move(meeting: Meeting, days: int) -> None:
    start = timezone.now() + datetime.timedelta(days=days)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + datetime.timedelta(hours=1))


@pytest.fixture
def meetings(world: World) -> list[Meeting]:
    """Two published meetings; of the first the time was moved into the past since, and nobody published that."""
    made = [a_meeting(world.coalition, "Eerste", days=3), a_meeting(world.coalition, "Tweede", days=6)]
    for meeting in made:
        publish(meeting)
    move(made[0], -5)
    return made


def split(reader: Reader) -> tuple[list[str], list[str]]:
    lists = (facts.coming(reader, Meeting.objects.all()), facts.past(reader, Meeting.objects.all()))
    return [one.title for one in lists[0]], [one.title for one in lists[1]]


@pytest.mark.parametrize("who", ["visitor", "member", "partner"])
def test_an_unpublished_move_moves_nothing_for_others(
    world: World, meetings: list[Meeting], who: str
) -> None:
    assert split(world.readers[who] or StandIn(NOBODY)) == (["Eerste", "Tweede"], [])


def test_who_keeps_the_agenda_sees_it_where_it_is_now(world: World, meetings: list[Meeting]) -> None:
    """The control."""
    assert split(world.secretary) == (["Tweede"], ["Eerste"])


def test_published_it_moves_for_everybody(world: World, meetings: list[Meeting]) -> None:
    publish(Meeting.objects.get(pk=meetings[0].pk))
    assert split(world.member) == (["Tweede"], ["Eerste"])


def test_the_order_goes_by_what_was_published(world: World, meetings: list[Meeting]) -> None:
    move(meetings[0], 20)
    assert split(world.member)[0] == ["Eerste", "Tweede"]
    assert split(world.secretary)[0] == ["Tweede", "Eerste"]


def test_the_public_agenda_goes_by_it(meetings: list[Meeting], as_: Callable[..., Client]) -> None:
    context = as_(None).get(reverse("agenda")).context
    assert [[one.title for one in context[name]] for name in ("coming", "past")] == [["Eerste", "Tweede"], []]


def test_a_draft_stands_where_it_is(world: World) -> None:
    a_meeting(world.coalition, "Concept")
    assert split(world.member) == (["Concept"], [])


def test_what_an_organisation_brings_in_is_told_as_published(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting = a_meeting(world.coalition, "Titel toen")
    item = an_item(meeting, "Punt toen", owner_organisation=world.partner_org)
    publish(meeting)
    page = as_(world.partner).get("/partner/").text
    assert "Punt toen" in page
    set_up(
        lambda: AgendaItem.objects.filter(pk=item.pk).update(title="Punt straks", owner_organisation=None)
    )()
    set_up(lambda: Meeting.objects.filter(pk=meeting.pk).update(title="Titel straks"))()
    an_item(meeting, "Erbij straks", owner_organisation=world.partner_org)
    page = as_(world.partner).get("/partner/").text
    assert "straks" not in page
    assert "Punt toen" in page
    publish(Meeting.objects.get(pk=meeting.pk))
    page = as_(world.partner).get("/partner/").text
    assert "Erbij straks" in page, "the control"
    assert "Punt straks" not in page, "another brings it in now"
