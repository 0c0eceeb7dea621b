"""The times of a meeting: a slip is told beside the field, a day that has been is said out loud."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.meetings.forms import BEFORE_BEGIN
from governance.meetings.models import Meeting
from tests.world import World


def make(client: Client, world: World, **words: Any) -> Any:
    data = {"body": world.coalition.pk, "title": "Nieuw", "day": "2090-05-28", "start_time": "15:30"}
    return client.post(reverse("meeting_new"), {**data, **words}, follow=True)


@pytest.mark.parametrize(
    ("start", "end"), [("15:30", "14:00"), ("15:30", "15:30"), ("22:00", "06:01"), ("07:00", "05:00")]
)
def test_an_end_before_the_begin_is_told_beside_the_end(
    world: World, as_: Callable[..., Client], start: str, end: str
) -> None:
    answer = make(as_(world.chair), world, start_time=start, end_time=end)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"end_time": [BEFORE_BEGIN]}
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [("15:30", "17:00", 90), ("22:00", "01:00", 180), ("20:00", "06:00", 600)]
)
def test_a_meeting_may_run_past_midnight(
    world: World, as_: Callable[..., Client], start: str, end: str, minutes: int
) -> None:
    assert make(as_(world.chair), world, start_time=start, end_time=end).status_code == 200
    assert Meeting.objects.get().available_minutes == minutes


@pytest.mark.parametrize(("days", "said"), [(-3, True), (3, False)])
def test_a_new_meeting_on_a_day_that_has_been_says_so(
    world: World, as_: Callable[..., Client], days: int, said: bool
) -> None:
    day = timezone.localdate() + datetime.timedelta(days=days)
    page = make(as_(world.chair), world, day=day.isoformat())
    assert ("deze datum is al geweest" in page.text) == said
