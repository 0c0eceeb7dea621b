"""The page of a later version says to each audience what changed, and leaks nothing by saying so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, a_paper, an_item, publish
from tests.world import World, set_up
from zorgzaam.audit.actors import SystemActor

BANNER = "besloten geworden"


@set_up
def rewrite(called: str, **values: Any) -> None:
    AgendaItem.objects.filter(title=called).update(**values)


def close(title: str, how: str = "besloten") -> None:
    rewrite(title, publicity=how, publicity_ground="Personen")


@pytest.fixture
def meeting(world: World) -> Meeting:
    made = a_meeting(world.coalition)
    an_item(made, "Opening", minutes=10)
    an_item(made, "KANARIE", explanation="<p>KANARIE</p>")
    an_item(made, "Besloten punt", publicity="besloten", minutes=10)
    publish(made)
    return made


def test_version_two_says_what_changed_by_record_and_field_per_audience(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    rewrite("Opening", minutes=25, kind="besluit")
    rewrite("Besloten punt", title="Besloten punt, anders")
    publish(meeting)
    public = as_(None).get(meeting.get_absolute_url()).text
    member = as_(world.member).get(meeting.get_absolute_url()).text
    for page in (public, member):
        assert "Wat er veranderd is" in page
        assert "“Opening” is veranderd" in page
        assert "minuten (was: 10 minuten, nu: 25 minuten)" in page
        assert "wat we vragen (was: informatie, nu: besluit)" in page
        assert BANNER not in page
    assert "titel (was: Besloten punt, nu: Besloten punt, anders)" in member
    assert "Besloten punt, anders" not in public


@pytest.mark.parametrize(
    ("how", "words"), [("besloten", "is nu besloten"), ("vertrouwelijk", "is van de agenda")]
)
def test_the_version_that_closes_an_item_says_so_and_needs_no_banner(
    meeting: Meeting, as_: Callable[..., Client], how: str, words: str
) -> None:
    close("KANARIE", how)
    waiting = as_(None).get(meeting.get_absolute_url()).text
    assert BANNER in waiting, "published open, closed since"
    publish(meeting)
    page = as_(None).get(meeting.get_absolute_url()).text
    assert f"Agendapunt 2 {words}" in page
    assert BANNER not in page
    assert "KANARIE" not in page
    old = as_(None).get(reverse("meeting_version", args=[meeting.pk, 1])).text
    assert BANNER in old
    assert "KANARIE" not in old


def test_what_version_two_quoted_goes_when_the_item_closes_later(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    a_paper(AgendaItem.objects.get(title="KANARIE"), "KANARIE-STUK")
    rewrite("KANARIE", title="KANARIE twee")
    publish(meeting)
    assert "was: KANARIE" in as_(None).get(meeting.get_absolute_url()).text
    close("KANARIE twee")
    page = as_(None).get(meeting.get_absolute_url()).text
    assert "KANARIE" not in page
    assert "Agendapunt 2 is veranderd" in page
    assert BANNER in page
    assert "was: KANARIE" in as_(world.member).get(meeting.get_absolute_url()).text


def test_a_change_for_members_only_says_nothing_to_the_public(
    meeting: Meeting, world: World, as_: Callable[..., Client]
) -> None:
    rewrite("Besloten punt", explanation="<p>Meer</p>")
    assert publish(meeting) == 2
    assert "Wat er veranderd is" not in as_(None).get(meeting.get_absolute_url()).text
    assert "Wat er veranderd is" in as_(world.member).get(meeting.get_absolute_url()).text


def test_an_item_taken_off_is_named(meeting: Meeting, as_: Callable[..., Client]) -> None:
    order.remove(AgendaItem.objects.get(title="Opening"), by=SystemActor.SETUP)
    publish(meeting)
    assert "“Opening” is van de agenda" in as_(None).get(meeting.get_absolute_url()).text
