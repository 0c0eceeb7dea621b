"""One step from a meeting to the next: date, time, place and everything that belongs on its agenda."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models import Meeting, MeetingStatus
from governance.series import coming_back, following, planning, slipping
from tests.governance.agendas import a_meeting, an_item, held, publish, titles
from tests.governance.planning import a_recess, a_series, a_template, begun
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db
BY = SystemActor.SETUP
D = datetime.date


def at(*when):
    return timezone.make_aware(datetime.datetime(*when))


@pytest.fixture
def meeting(world):
    return a_meeting(
        world.coalition, "Zorgraad maart 2027", starts_at=at(2027, 3, 25, 15, 30), location="Raadzaal"
    )


def press(client, meeting, day):
    return client.post(reverse("meeting_following", args=[meeting.pk]), {"day": day})


def test_without_a_series_it_is_as_long_after_as_this_one_was_after_the_one_before(world, meeting):
    assert following.propose(meeting).day == D(2027, 4, 22)
    a_meeting(world.coalition, "Vorige", starts_at=at(2027, 2, 11, 15, 30))
    found = following.propose(meeting)
    assert (found.day, found.why) == (D(2027, 5, 6), "6 weken later")
    assert found.flags == ["Hemelvaartsdag"]


def test_same_time_on_the_clock_and_same_length_over_the_change_of_the_clock(world, as_, meeting):
    answer = press(as_(world.secretary), meeting, "2027-04-22")
    made = Meeting.objects.get(title="Zorgraad april 2027")
    assert answer.url == made.get_absolute_url()
    assert timezone.localtime(made.starts_at).time() == datetime.time(15, 30)
    assert made.starts_at.hour != meeting.starts_at.astimezone(datetime.UTC).hour, "the clock changed between"
    assert (made.available_minutes, made.location, made.status) == (120, "Raadzaal", MeetingStatus.DRAFT)


def test_asked_twice_it_is_the_same_meeting_whatever_the_day(world, as_, meeting):
    client = as_(world.secretary)
    first, second = (press(client, meeting, day).url for day in ("2027-04-22", "2027-06-24"))
    assert first == second
    assert Meeting.objects.filter(body=world.coalition).count() == 2
    assert "Volgende: " in client.get(meeting.get_absolute_url()).text


def test_a_day_that_is_not_later_is_refused_beside_the_field(world, as_, meeting):
    answer = press(as_(world.secretary), meeting, "2027-03-25")
    assert answer.status_code == 422
    assert "Kies een dag na deze vergadering." in answer.text
    with pytest.raises(ValidationError):
        following.make_following(meeting, D(2027, 3, 1), by=BY)


def test_from_a_series_it_is_its_next_date_and_counts_as_that_date(world, meeting):
    series = a_series(world.coalition, avoiding="later")
    planning.tie(meeting, series, D(2027, 3, 25), by=BY)
    a_recess(D(2027, 4, 19))
    proposal = following.propose(meeting)
    assert proposal.day == D(2027, 4, 29), "the week of the recess is avoided"
    made, new = following.make_following(meeting, proposal.day, by=BY)
    assert new
    assert made.in_series.day == D(2027, 4, 22)
    assert planning.make(series, [D(2027, 4, 22)], by=BY) == []


def test_a_later_date_of_the_series_counts_as_that_date_too(world, meeting):
    series = a_series(world.coalition, avoiding="later")
    planning.tie(meeting, series, D(2027, 3, 25), by=BY)
    a_recess(D(2027, 5, 24))
    made, new = following.make_following(meeting, D(2027, 6, 3), by=BY)
    assert (new, made.in_series.day) == (True, D(2027, 5, 27))
    assert planning.make(series, [D(2027, 5, 27)], by=BY) == []


def test_a_date_that_has_its_meeting_already_gives_that_one(world, meeting):
    series = a_series(world.coalition)
    planning.tie(meeting, series, D(2027, 3, 25), by=BY)
    (there,) = planning.make(series, [D(2027, 4, 22)], by=BY)
    assert following.propose(meeting).made == there
    assert following.make_following(meeting, D(2027, 4, 22), by=BY) == (there, False)


def test_everything_that_belongs_on_it_is_on_it(world):
    a_template(world.coalition)
    meeting = begun(world.coalition)
    coming_back.start(an_item(meeting, "Begroting"), by=BY)
    slow = an_item(meeting, "Kwam er niet van")
    an_item(meeting, "Wel behandeld")
    publish(meeting)
    held(meeting)
    slipping.not_reached(meeting, [slow.pk], by=BY)
    made, _ = following.make_following(meeting, following.propose(meeting).day, by=BY)
    middle = [title for title in titles(made) if title in ("Begroting", "Kwam er niet van", "Wel behandeld")]
    assert middle == ["Begroting", "Kwam er niet van"]
    assert titles(made)[0] == "Opening"
    assert titles(made)[-1] == "Sluiting"


def test_after_a_long_silence_the_proposal_is_still_to_come(world):
    meeting = set_up(held)(a_meeting(world.coalition), 400)
    assert following.propose(meeting).day >= timezone.localdate()
