"""A meeting is opened on its day with one press; on another day, or afterwards, with a reason that is kept."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from governance.live import running
from governance.live.consenting import adopt, open_round
from governance.live.models import LiveMeeting, Opening
from governance.live.opening import Why, open_meeting
from governance.meetings.models import Meeting, MeetingStatus
from governance.minutes.growing import start
from governance.series.models import Slip
from tests.governance.agendas import a_meeting, an_item, held
from tests.governance.tables import a_table, sent_out
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting, changes_of

pytestmark = pytest.mark.django_db
MOVED = Why("de zaal was bezet")
AFTER = Why("niemand hield haar bij", afterwards=True)


def on_another_day(days):
    """A meeting so many days ago (or to come) that nobody opened."""
    table = a_table("Eerste", "Tweede", begun=False)
    table.meeting = held(table.meeting, days=days)
    return table


def test_on_its_day_one_press_is_enough_and_twice_is_once(world, as_):
    table = a_table(begun=False)
    for _ in range(2):
        assert as_(table.secretary).post(reverse("live_open", args=[table.meeting.pk])).status_code == 302
    assert LiveMeeting.objects.get().opening == Opening.ON_ITS_DAY


@pytest.mark.parametrize("days", [-3, 3])
def test_another_day_asks_why_and_keeps_it_with_who(world, as_, days):
    table = on_another_day(days)
    client, url = as_(table.secretary), reverse("live_open", args=[table.meeting.pk])
    assert client.post(url).status_code == 302
    assert not LiveMeeting.objects.exists(), "one press does not do it"
    assert client.post(url, {"reason": "", "opening": "anders"}).status_code == 422
    assert "geen oefening" in client.get(url).content.decode()
    assert client.post(url, {"reason": MOVED.reason, "opening": "anders"}).status_code == 302
    live = table.live
    assert (live.opening, live.opening_reason) == (Opening.ANOTHER_DAY, MOVED.reason)
    assert timezone.localdate(live.opened_at) == timezone.localdate()
    [change] = changes_of(live)
    assert (change.actor_key, change.reason) == (f"person:{table.secretary.person_id}", MOVED.reason)
    page = client.get(reverse("live", args=[table.meeting.pk])).content.decode()
    assert MOVED.reason in page


def test_who_opens_an_agenda_nobody_got_is_told_so_first(as_):
    table = on_another_day(-3)
    client = as_(table.secretary)
    pages = [reverse("live_open", args=[table.meeting.pk]), reverse("live", args=[table.meeting.pk])]
    for published in (True, False):
        if not published:
            set_up(Meeting.objects.filter(pk=table.meeting.pk).update)(status=MeetingStatus.DRAFT)
        said = ["nog niet gepubliceerd" in client.get(page).content.decode() for page in pages]
        assert said == [not published] * 2


def test_the_database_asks_why_too(world):
    table = on_another_day(3)
    live = open_meeting(table.meeting, by=table.secretary, why=MOVED)
    with acting(SystemActor.SETUP), pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        LiveMeeting.objects.filter(pk=live.pk).update(opening_reason="")


def test_a_meeting_to_come_is_not_written_down_afterwards(world):
    with pytest.raises(ValidationError, match="moet nog komen"):
        open_meeting(on_another_day(-3).meeting, by=world.secretary, why=AFTER)


def test_what_is_left_of_a_meeting_held_early_goes_on(world):
    table = on_another_day(-3)
    following = a_meeting(table.body, "De volgende", days=20)
    open_meeting(table.meeting, by=table.secretary, why=MOVED)
    running.end(table.meeting, [table.items[1].pk], by=table.secretary)
    assert Slip.objects.get().onto.meeting == following
    assert start(table.meeting, by=table.secretary), "and its minutes are made, whatever day was planned"


def test_afterwards_everything_carries_the_day_of_the_meeting(world, as_):
    table = on_another_day(40)
    open_meeting(table.meeting, by=table.secretary, why=AFTER)
    running.go_to(table.meeting, table.item.pk, seen=None, by=table.secretary)
    row = table.proposal()
    adopt(open_round(row, by=table.secretary), by=table.secretary)
    row.refresh_from_db()
    assert (row.taken_on, row.year) == (table.meeting.day, table.meeting.day.year)
    client, day = as_(table.secretary), table.meeting.day.isoformat()
    typed = {f"punt-{table.items[1].pk}": "behandeld", "began": f"{day}T15:35", "ended": f"{day}T15:10"}
    url = reverse("live_end", args=[table.meeting.pk])
    assert "eindigde voordat" in client.post(url, typed).content.decode()
    assert client.post(url, {**typed, "ended": f"{day}T17:10"}).status_code == 302
    live = table.live
    assert timezone.localtime(live.opened_at).strftime("%H:%M") == "15:35"
    assert timezone.localdate(live.ended_at) == table.meeting.day
    minutes = sent_out(start(table.meeting, by=table.secretary), table.secretary)
    page = client.get(reverse("minutes_publish", args=[minutes.pk])).content.decode()
    assert "15:35 tot 17:10 (achteraf opgeschreven)" in page


def test_nobody_is_called_to_follow_what_is_written_down_afterwards(world, as_):
    table = on_another_day(3)
    member = as_(table.members[0])
    open_meeting(table.meeting, by=table.secretary, why=AFTER)
    assert "Nu bezig" not in member.get("/werkbank/").content.decode()
    other = a_table(name="Ander")
    assert "Nu bezig" in as_(other.members[0]).get("/werkbank/").content.decode(), "control"


def test_minutes_are_approved_at_a_meeting_that_is_held_early(world):
    table = a_table()
    running.end(table.meeting, [], by=table.secretary)
    minutes = sent_out(start(table.meeting, by=table.secretary), table.secretary)
    following = a_meeting(table.body, "De volgende", days=20)
    item = an_item(following, "Verslag")
    with pytest.raises(ValidationError, match="begonnen"):
        minutes.approve(item, by=table.secretary)
    open_meeting(following, by=table.secretary, why=MOVED)
    item.meeting.refresh_from_db()
    assert type(item).objects.get(pk=item.pk).meeting.live.is_on_another_day
    assert following.day > timezone.localdate() + datetime.timedelta(days=1)
