"""Who is not directly joined is asked every year: after eleven months the netwerkbureau hears of it."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from newsletters.network_meeting.jobs import warn_of_the_year
from newsletters.network_meeting.models import NetworkMeeting
from newsletters.network_meeting.obligation import KIND, months_after, obligation
from tests.newsletters.network.meeting import a_meeting, in_circle, mails, moved, yearly_body
from tests.world import World, set_up
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TITLE = "Plan het jaarlijkse breed netwerkoverleg"


def months_ago(months: int, *, days: int = 0) -> float:
    """How many days from now to give a meeting so many months ago."""
    day = months_after(timezone.localdate(), -months) + datetime.timedelta(days=days)
    return (day - timezone.localdate()).days - 0.5


def warned() -> int:
    found: int = set_up(warn_of_the_year)()
    return found


def test_after_eleven_months_the_bureau_gets_one_mail_each_and_a_todo(world: World, as_: Any) -> None:
    last = a_meeting(months_ago(11, days=3))
    assert warned() == 0, "the control: not yet eleven months"
    assert TITLE not in as_(world.bureau).get("/werkbank/").content.decode()
    earlier = datetime.timedelta(days=4)
    moved(last, starts_at=last.starts_at - earlier, ends_at=last.starts_at)
    assert warned() == 2
    assert warned() == 0, "fired again"
    assert {mail.to_person for mail in mails(KIND)} == {world.bureau.person, world.bureau_only.person}
    assert TITLE in as_(world.bureau).get("/werkbank/").content.decode()
    assert TITLE not in as_(world.member).get("/werkbank/").content.decode()


def test_planned_in_time_is_no_matter_and_waiting_mail_lapses(world: World) -> None:
    a_meeting(months_ago(12, days=10))
    assert warned() == 2
    waiting = mails(KIND)[0]
    assert still_may_go(waiting), "the control"
    coming = a_meeting(5)
    assert not still_may_go(waiting)
    assert not obligation().asks_attention
    moved(coming, status="geannuleerd", status_note="Storm")
    assert obligation().asks_attention, "called off is not planned"
    moved(
        coming,
        status="concept",
        status_note="",
        starts_at=coming.starts_at + datetime.timedelta(days=90),
        ends_at=None,
    )
    assert "later dan een jaar" in obligation().words


def test_where_nothing_was_ever_held_the_werkbank_says_so_and_no_mail_goes(world: World, as_: Any) -> None:
    assert TITLE not in as_(world.bureau).get("/werkbank/").content.decode(), "the control: no such body"
    yearly_body()
    assert warned() == 0
    assert TITLE in as_(world.bureau).get("/werkbank/").content.decode()


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2024-03-31", 11, "2025-02-28"),
        ("2023-03-31", 11, "2024-02-29"),
        ("2025-12-31", 12, "2026-12-31"),
        ("2026-11-23", -10, "2026-01-23"),
    ],
)
def test_months_are_counted_to_the_last_day_there_is(first: str, months: int, last: str) -> None:
    assert months_after(datetime.date.fromisoformat(first), months) == datetime.date.fromisoformat(last)


def test_a_new_meeting_brings_the_circle_and_the_waves_and_sends_nothing(world: World, as_: Any) -> None:
    yearly_body()
    in_circle("Buurtzaam", "info@buurt.example")
    client, url = as_(world.bureau), reverse("network_meeting_new")
    day = timezone.localdate() + datetime.timedelta(days=70)
    typed = {
        "title": "Breed netwerkoverleg",
        "day": day.isoformat(),
        "start_time": "13:00",
        "end_time": "12:00",
        "location": "Theater",
    }
    refused = client.post(url, typed)
    assert refused.status_code == 422
    past = client.post(url, {**typed, "end_time": "17:00", "day": (timezone.localdate() - DAY).isoformat()})
    assert past.status_code == 422
    assert "al geweest" in past.content.decode()
    assert not NetworkMeeting.objects.exists()
    assert "Theater" in refused.content.decode()
    answer = client.post(url, {**typed, "end_time": "17:00"}, follow=True)
    made = NetworkMeeting.objects.get()
    assert made.meeting.body == yearly_body()
    assert [row.address for row in made.invitees.all()] == ["info@buurt.example"]
    kinds = list(made.waves.order_by("goes_at").values_list("kind", flat=True))
    assert kinds == ["uitnodiging", "herinnering", "herinnering", "praktisch", "terugblik", "aansluiten"]
    assert not made.waves.exclude(started_at=None).exists()
    assert "Concept" in answer.content.decode()


def test_a_meeting_that_is_in_the_agenda_is_prepared_once(world: World, as_: Any) -> None:
    meeting, client = a_meeting(60), as_(world.bureau)
    assert meeting.title in client.get(reverse("network_meetings")).content.decode()
    url = reverse("network_meeting_for", args=[meeting.pk])
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 404, "it has its invitations"
    assert NetworkMeeting.objects.count() == 1
