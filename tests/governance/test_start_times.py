"""When items start: computed in one place, over midnight and through the night the clock moves."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from governance.meetings.clock import TimeBudget, starts
from governance.meetings.models import Meeting
from tests.governance.agendas import a_meeting, an_item
from tests.world import World
from zorgzaam.ui.dates import clock

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("begin", "minutes", "shown"),
    [
        ("2026-11-26T15:30", [5, 30, 10], ["15:30", "15:35", "16:05", "16:15"]),
        ("2026-11-26T15:30", [], ["15:30"]),
        ("2026-11-26T15:30", [0, 0], ["15:30", "15:30", "15:30"]),
        ("2026-11-26T23:45", [20, 10], ["23:45", "00:05", "00:15"]),
        ("2027-03-28T01:30", [30, 30], ["01:30", "03:00", "03:30"]),
        ("2026-10-25T02:30", [60, 30], ["02:30", "02:30", "03:00"]),
    ],
)
def test_items_follow_each_other(begin: str, minutes: list[int], shown: list[str]) -> None:
    assert [clock(moment) for moment in starts(at(begin), minutes)] == shown


@pytest.mark.parametrize(
    ("asked", "available", "words"),
    [
        (150, 150, "2 uur en 30 minuten van 2 uur en 30 minuten; klaar om 18:00. Dat past precies."),
        (165, 150, "2 uur en 45 minuten van 2 uur en 30 minuten; klaar om 18:15. Dat is 15 minuten te lang."),
        (60, 90, "1 uur van 1 uur en 30 minuten; klaar om 16:30. Er zijn nog 30 minuten over."),
        (81, 90, "1 uur en 21 minuten van 1 uur en 30 minuten; klaar om 16:51. Er zijn nog 9 minuten over."),
        (89, 90, "1 uur en 29 minuten van 1 uur en 30 minuten; klaar om 16:59. Er is nog 1 minuut over."),
        (60, 150, "1 uur van 2 uur en 30 minuten; klaar om 16:30. Er is nog 1 uur en 30 minuten over."),
        (60, None, "Samen 1 uur; klaar om 16:30."),
    ],
)
def test_the_time_is_said_in_words(asked: int, available: int | None, words: str) -> None:
    assert TimeBudget(at("2026-11-26T15:30"), asked, available).words == words


def test_an_end_before_the_begin_is_after_midnight(world: World, as_: Callable[..., Client]) -> None:
    data = {
        "body": world.coalition.pk,
        "title": "Laat",
        "day": "2026-11-26",
        "start_time": "22:00",
        "end_time": "00:30",
    }
    as_(world.secretary).post(reverse("meeting_new"), data)
    meeting = Meeting.objects.get(title="Laat")
    assert meeting.available_minutes == 150


def test_a_time_that_does_not_exist_is_refused_in_words(world: World, as_: Callable[..., Client]) -> None:
    data = {"body": world.coalition.pk, "title": "Nacht", "day": "2027-03-28", "start_time": "02:30"}
    answer = as_(world.secretary).post(reverse("meeting_new"), data)
    assert answer.status_code == 422
    assert "Deze tijd bestaat niet" in answer.content.decode()


def test_the_page_says_when_the_agenda_is_too_long(world: World, as_: Callable[..., Client]) -> None:
    meeting = a_meeting(world.coalition)
    an_item(meeting, "Lang", minutes=135)
    page = as_(world.secretary).get(meeting.get_absolute_url()).content.decode()
    assert "Dat is 15 minuten te lang." in page
