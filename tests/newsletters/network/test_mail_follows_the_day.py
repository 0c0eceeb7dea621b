"""A network meeting that gets another day takes its mail along, and mail goes at a moment that makes sense."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsletters.network_meeting import sending
from newsletters.network_meeting.models import NetworkMeeting, Wave, WaveKind
from newsletters.network_meeting.starting import on_a_workday
from tests.governance.agendas import publish
from tests.newsletters.network.meeting import an_invitee, fired, in_days, moved, prepared, wave
from tests.world import World

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2027, 3, 1)


def days_before(meeting: NetworkMeeting, kind: str) -> list[int]:
    meeting = NetworkMeeting.objects.select_related("meeting").get(pk=meeting.pk)
    waves = meeting.waves.filter(kind=kind).order_by("goes_at")
    return [(meeting.meeting.day - timezone.localdate(row.goes_at)).days for row in waves]


def on_another_day(meeting: NetworkMeeting, days: int) -> None:
    """Whole weeks, so that no weekend comes between; at the same hour here, also across the change of the clock."""
    begin = timezone.localtime(meeting.meeting.starts_at) + datetime.timedelta(days=days)
    moved(meeting.meeting, starts_at=begin, ends_at=begin + datetime.timedelta(hours=3))


def shape(meeting: NetworkMeeting) -> dict[str, list[int]]:
    kinds = (WaveKind.REMINDER, WaveKind.PRACTICAL, WaveKind.AFTERWARDS)
    return {kind: days_before(meeting, kind) for kind in kinds}


@pytest.mark.parametrize("days", [14, 98, -14])
def test_mail_nobody_got_yet_and_the_day_to_answer_keep_their_distance(world: World, days: int) -> None:
    meeting = prepared(70)
    before = shape(meeting)
    on_another_day(meeting, days)
    assert shape(meeting) != before, "the control"
    fired()
    assert shape(meeting) == before
    first = meeting.reply_by
    meeting.refresh_from_db()
    assert meeting.reply_by == first + datetime.timedelta(days=days)
    fired()
    assert shape(meeting) == before, "twice is once"


def test_mail_that_goes_already_stays_and_nothing_goes_around_the_old_day(world: World) -> None:
    meeting = prepared(70)
    an_invitee(meeting, "Ada Zorg")
    invitation = moved(wave(meeting), goes_at=in_days(-1))
    sending.all_on(meeting, by=world.bureau)
    assert fired() == 1
    was = Wave.objects.get(pk=invitation.pk).goes_at
    moved(wave(meeting, WaveKind.REMINDER), goes_at=in_days(-0.01))
    on_another_day(meeting, 98)
    assert fired() == 0, "the reminder moved before it could go"
    assert Wave.objects.get(pk=invitation.pk).goes_at == was


def test_mail_follows_what_readers_know(world: World) -> None:
    meeting = prepared(70)
    publish(meeting.meeting)
    before = list(meeting.waves.order_by("pk").values_list("goes_at", flat=True))
    on_another_day(meeting, 98)
    fired()
    assert list(meeting.waves.order_by("pk").values_list("goes_at", flat=True)) == before
    publish(meeting.meeting)
    fired()
    assert list(meeting.waves.order_by("pk").values_list("goes_at", flat=True)) != before


def test_no_mail_is_planned_in_a_weekend() -> None:
    week = [MONDAY + datetime.timedelta(days=at) for at in range(7)]
    assert [on_a_workday(day, later=False).weekday() for day in week] == [0, 1, 2, 3, 4, 4, 4]
    assert [on_a_workday(day, later=True).weekday() for day in week] == [0, 1, 2, 3, 4, 0, 0]
    assert on_a_workday(week[6], later=False) == week[4]
    assert on_a_workday(week[5], later=True) == MONDAY + datetime.timedelta(days=7)


def test_a_moment_in_the_past_or_after_the_beginning_is_refused(world: World, as_: Any) -> None:
    meeting, client = prepared(70), as_(world.bureau)
    row = wave(meeting, WaveKind.PRACTICAL)
    url = reverse("network_wave", args=[meeting.pk, row.pk])

    def posted(at: datetime.datetime) -> tuple[int, str]:
        typed = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
        said = {"goes_at": typed, "words": "Neem water mee", "version": Wave.objects.get(pk=row.pk).version}
        answered = client.post(url, said)
        return answered.status_code, answered.content.decode()

    assert posted(row.goes_at)[0] == 302, "as it stands"
    assert Wave.objects.get(pk=row.pk).goes_at == row.goes_at
    for at, words in ((in_days(-300), "al geweest"), (in_days(71), "al begonnen")):
        status, page = posted(at)
        assert (status, words in page, "Neem water mee" in page) == (422, True, True)
    assert posted(in_days(30))[0] == 302


def test_one_answers_before_the_meeting(world: World, as_: Any) -> None:
    meeting, client = prepared(70), as_(world.bureau)
    url = reverse("network_meeting_edit", args=[meeting.pk])
    meeting.refresh_from_db()
    said = {"about": "", "seats": "", "rounds": "1", "version": meeting.version}
    late = client.post(url, {**said, "reply_by": in_days(80).strftime("%Y-%m-%d")})
    assert late.status_code == 422
    assert "voor de bijeenkomst" in late.content.decode()
    assert client.post(url, {**said, "reply_by": in_days(60).strftime("%Y-%m-%d")}).status_code == 302
    assert Client().get(url).status_code == 302, "the control: a visitor has to sign in"


def test_a_meeting_that_comes_nearer_asks_for_no_answer_before_today(world: World) -> None:
    meeting = prepared(40)
    on_another_day(meeting, -35)
    fired()
    meeting.refresh_from_db()
    assert meeting.reply_by is None
