"""The dates of a series: the rhythm, who is away, what was decided, and draft meetings made once."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.meetings.models import Meeting, MeetingStatus
from governance.series import planning
from governance.series.days import counted
from governance.series.models import MeetingSeries, SeriesDate, SeriesMeeting
from governance.series.rhythm import days_of, in_words, moments_on
from tests.governance.agendas import a_meeting, publish, titles
from tests.governance.planning import a_recess, a_running_series, a_series, a_template
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.working_days import holiday, is_working_day

pytestmark = pytest.mark.django_db
D = datetime.date
FIRST, LAST = D(2027, 1, 1), D(2027, 12, 31)


def rhythm(**extra):
    asked = {"nth": 4, "weekday": 3, "starts_on": FIRST, "start_time": datetime.time(15, 30)}
    return MeetingSeries(title="Zorgraad", **{**asked, **extra})


@pytest.mark.parametrize(
    ("extra", "first_days", "words"),
    [
        ({}, [D(2027, 1, 28), D(2027, 2, 25)], "elke vierde donderdag van de maand, om 15:30"),
        (
            {"nth": -1, "weekday": 0, "months": [3, 9]},
            [D(2027, 3, 29), D(2027, 9, 27)],
            "elke laatste maandag van maart en september, om 15:30",
        ),
        (
            {"rhythm": "week", "every": 3, "weekday": 1, "starts_on": D(2027, 1, 6)},
            [D(2027, 1, 12), D(2027, 2, 2)],
            "om de 3 weken op dinsdag, om 15:30",
        ),
        (
            {"rhythm": "week", "every": 1, "weekday": 4},
            [D(2027, 1, 1), D(2027, 1, 8)],
            "elke vrijdag, om 15:30",
        ),
    ],
)
def test_a_rhythm_gives_its_days_and_says_itself_in_words(extra, first_days, words):
    series = rhythm(**extra)
    assert days_of(series, FIRST, LAST)[:2] == first_days
    assert in_words(series) == words


def test_a_rhythm_keeps_to_its_period_and_goes_on_counting_from_its_start():
    series = rhythm(rhythm="week", every=2, weekday=3, ends_on=D(2027, 2, 4))
    assert days_of(series, FIRST, LAST) == [D(2027, 1, 7), D(2027, 1, 21), D(2027, 2, 4)]
    assert days_of(series, D(2027, 1, 20), LAST)[0] == D(2027, 1, 21)


def test_a_meeting_is_at_the_same_time_on_the_clock_in_winter_and_summer():
    winter, summer = (moments_on(rhythm(minutes=90), day)[0] for day in (D(2027, 1, 28), D(2027, 6, 24)))
    assert (winter.hour, summer.hour) == (14, 13)
    assert timezone.localtime(winter).time() == timezone.localtime(summer).time() == datetime.time(15, 30)
    # The night the clock goes forward has no 02:30; the night it goes back has 02:30 twice: neither is refused.
    for night in (D(2027, 3, 28), D(2027, 10, 31)):
        begin, end = moments_on(rhythm(start_time=datetime.time(2, 30), minutes=90), night)
        assert end - begin == datetime.timedelta(minutes=90)


def test_dutch_holidays_are_known_by_name_and_are_no_working_days():
    assert holiday(D(2027, 4, 27)) == "Koningsdag"
    assert holiday(D(2027, 3, 26)) == "Goede vrijdag"
    assert holiday(D(2027, 5, 5)) == "Bevrijdingsdag"
    assert not is_working_day(D(2027, 5, 6))
    assert not is_working_day(D(2027, 5, 8))
    assert is_working_day(D(2027, 5, 7))


def test_working_days_skip_weekends_and_holidays():
    # Friday 7 May, Hemelvaart on the 6th, Bevrijdingsdag on the 5th: the working day before is the 4th.
    assert counted(D(2027, 5, 7), 1, "werkdagen", back=True) == D(2027, 5, 4)
    assert counted(D(2027, 5, 7), 1, "dagen", back=True) == D(2027, 5, 6)
    assert counted(D(2027, 5, 7), 1, "werkdagen", back=False) == D(2027, 5, 10)


@pytest.fixture
def series(world):
    return a_series(world.coalition)


def on(planned):
    return {one.day: one for one in planned}


def test_a_date_in_a_recess_or_on_a_holiday_is_flagged_and_stays(series):
    a_recess(D(2027, 2, 22), name="Voorjaarsreces")
    found = on(planning.plan(series, FIRST, LAST))
    assert found[D(2027, 2, 25)].flags == ["Voorjaarsreces (gemeenteraden)"]
    assert found[D(2027, 2, 25)].held_on == D(2027, 2, 25)
    assert found[D(2027, 1, 28)].flags == []


@pytest.mark.parametrize(("avoiding", "day"), [("later", D(2027, 3, 11)), ("eerder", D(2027, 2, 18))])
def test_a_series_that_says_so_moves_by_itself_to_a_week_without_recess(world, avoiding, day):
    series = a_series(world.coalition, avoiding=avoiding)
    a_recess(D(2027, 2, 22), days=14)
    one = on(planning.plan(series, FIRST, LAST))[D(2027, 2, 25)]
    assert (one.held_on, one.flags) == (day, [])
    assert one.avoided == ["Voorjaarsreces (gemeenteraden)"]


def test_it_never_moves_onto_another_date_of_the_series(world):
    series = a_series(world.coalition, rhythm="week", every=1, weekday=3, avoiding="later")
    a_recess(D(2027, 2, 22))
    one = on(planning.plan(series, FIRST, LAST))[D(2027, 2, 25)]
    assert (one.held_on, bool(one.flags)) == (D(2027, 2, 25), True)


def test_a_meeting_is_made_on_the_day_its_page_shows_also_alone(world):
    """Each alone has no neighbours to keep away from; in the series it has."""
    series = a_series(world.coalition, rhythm="week", every=1, weekday=3, avoiding="later")
    a_recess(D(2027, 2, 22))
    shown = on(planning.plan(series, FIRST, LAST))[D(2027, 2, 25)]
    assert planning.plan(series, D(2027, 2, 25), D(2027, 2, 25)) == [shown]
    (made,) = planning.make(series, [D(2027, 2, 25)], by=SystemActor.SETUP)
    assert made.day == shown.held_on


def date_url(series, day):
    return reverse("series_date", args=[series.pk, day])


def test_a_date_is_kept_moved_or_skipped_with_a_reason(world, as_, series):
    client = as_(world.secretary)
    assert client.post(date_url(series, "2027-01-28"), {"fate": "overgeslagen"}).status_code == 422
    assert client.post(date_url(series, "2027-02-25"), {"fate": "verplaatst"}).status_code == 422
    skip = {"fate": "overgeslagen", "reason": "Er is te weinig te bespreken."}
    assert client.post(date_url(series, "2027-01-28"), skip).status_code == 302
    move = {"fate": "verplaatst", "moved_to": "2027-02-18", "reason": "Dan kan de wethouder."}
    assert client.post(date_url(series, "2027-02-25"), move).status_code == 302
    found = on(planning.plan(series, FIRST, LAST))
    assert found[D(2027, 1, 28)].held_on is None
    assert found[D(2027, 2, 25)].held_on == D(2027, 2, 18)
    page = client.get(series.get_absolute_url()).text
    assert "Overgeslagen: Er is te weinig te bespreken." in page
    assert "Dan kan de wethouder." in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "x", ""])
def test_a_day_nobody_means_makes_nothing(world, as_, series, day):
    assert (
        as_(world.secretary).post(reverse("series_make", args=[series.pk]), {"day": day}).status_code == 400
    )
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("day", ["2027-01-27", "gisteren", "2027-13-01", "20270128", "9999-99-99"])
def test_a_day_that_is_no_date_of_the_series_has_no_page(world, as_, series, day):
    assert as_(world.secretary).get(date_url(series, day)).status_code == 404


def test_a_stale_choice_for_a_date_shows_what_stands_there_now(world, as_, series):
    url = date_url(series, "2027-01-28")
    as_(world.chair).post(url, {"fate": "houden", "reason": "Gaat gewoon door."})
    stale = as_(world.secretary).post(url, {"fate": "overgeslagen", "reason": "Niemand kan.", "version": 0})
    assert stale.status_code == 409
    assert SeriesDate.objects.get().fate == "houden"


def test_the_meetings_are_made_once_with_what_every_agenda_begins_with(world, as_, series):
    a_template(world.coalition)
    client, url = as_(world.secretary), reverse("series_make", args=[series.pk])
    days = {"day": ["2027-01-28", "2027-02-25"]}
    for _ in range(2):
        assert client.post(url, days).status_code == 302
    made = Meeting.objects.filter(in_series__series=series).order_by("starts_at")
    assert [one.title for one in made] == ["Zorgraad januari 2027", "Zorgraad februari 2027"]
    first = made[0]
    assert (first.status, first.location, first.available_minutes) == (MeetingStatus.DRAFT, "Raadzaal", 120)
    assert titles(first) == ["Opening", "Verslag van de vorige vergadering", "Rondvraag", "Sluiting"]
    assert "er is niets dubbel gemaakt" in client.get(series.get_absolute_url()).text.lower()


def test_skipped_dates_and_days_outside_the_rhythm_give_no_meeting(world, series):
    with acting(SystemActor.SETUP):
        SeriesDate.objects.create(series=series, day=D(2027, 1, 28), fate="overgeslagen", reason="Vol.")
    assert planning.make(series, [D(2027, 1, 28), D(2027, 1, 5)], by=SystemActor.SETUP) == []


def test_the_database_has_one_meeting_per_date(world, series):
    planning.make(series, [D(2027, 1, 28)], by=SystemActor.SETUP)
    other = a_meeting(world.coalition)
    with pytest.raises(IntegrityError), transaction.atomic(), acting(SystemActor.SETUP):
        SeriesMeeting.objects.create(meeting=other, series=series, day=D(2027, 1, 28))


def test_a_meeting_of_another_body_is_no_meeting_of_the_series(world, series):
    other = a_meeting(world.other)
    with pytest.raises(IntegrityError), transaction.atomic(), acting(SystemActor.SETUP):
        SeriesMeeting.objects.create(meeting=other, series=series)


def test_another_rhythm_touches_no_meeting_that_is_made(world, as_, series):
    (made,) = planning.make(series, [D(2027, 1, 28)], by=SystemActor.SETUP)
    publish(made)
    form = as_(world.secretary).get(reverse("series_edit", args=[series.pk])).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    typed |= {"start_time": "09:00", "location": "Elders", "months": [], "starts_on": "2027-01-01"}
    assert as_(world.secretary).post(reverse("series_edit", args=[series.pk]), typed).status_code == 302
    made.refresh_from_db()
    assert (timezone.localtime(made.starts_at).time(), made.location) == (datetime.time(15, 30), "Raadzaal")
    series.refresh_from_db()
    assert series.location == "Elders"


def test_a_meeting_that_is_there_already_is_tied_to_a_date(world, as_, series):
    begin = timezone.make_aware(datetime.datetime(2027, 1, 28, 10))
    there = a_meeting(world.coalition, starts_at=begin)
    url = reverse("meeting_series", args=[there.pk])
    wrong = as_(world.secretary).post(url, {"series": series.pk, "day": "2027-01-27"})
    assert wrong.status_code == 422
    assert as_(world.secretary).post(url, {"series": series.pk, "day": "2027-01-28"}).status_code == 302
    assert planning.make(series, [D(2027, 1, 28)], by=SystemActor.SETUP) == []
    second = a_meeting(world.coalition, starts_at=begin)
    url = reverse("meeting_series", args=[second.pk])
    refused = as_(world.secretary).post(url, {"series": series.pk, "day": "2027-01-28"})
    assert refused.status_code == 422
    assert "Voor deze datum is er al een vergadering" in refused.text


def test_a_new_series_is_made_on_a_page_and_shows_its_dates(world, as_):
    client = as_(world.secretary)
    typed = {
        "title": "Zorgraad", "rhythm": "maand", "nth": "4", "weekday": "3", "every": "2", "minutes": "120",
        "starts_on": timezone.localdate().isoformat(), "start_time": "15:30", "avoiding": "melden",
    }  # fmt: skip
    answer = client.post(reverse("series_new", args=[world.coalition.pk]), typed, follow=True)
    assert answer.status_code == 200
    assert "Elke vierde donderdag van de maand" in answer.text
    assert answer.text.count('name="day"') >= 11


def test_two_and_twenty_dates_cost_the_same_number_of_questions(world, as_):
    few = a_running_series(world.coalition, ends_on=timezone.localdate() + datetime.timedelta(days=62))
    many = a_running_series(world.coalition, rhythm="week", every=1)
    client, costs = as_(world.secretary), []
    for one in (few, many):
        client.get(one.get_absolute_url())
        with CaptureQueriesContext(connection) as found:
            client.get(one.get_absolute_url())
        costs.append(len(found))
    assert costs[0] == costs[1]


def test_a_date_whose_draft_was_thrown_away_is_brought_back_from_the_series(world, as_):
    series, client = a_running_series(world.coalition), as_(world.secretary)
    planned = next(one for one in planning.ahead(series, world.secretary) if one.can_be_made)
    url = reverse("series_make", args=[series.pk])
    client.post(url, {"day": planned.day.isoformat()})
    made = SeriesMeeting.objects.get(series=series, day=planned.day).meeting
    back = reverse("meeting_bring_back", args=[made.pk])
    assert back not in client.get(series.get_absolute_url()).text, "only what was thrown away comes back"
    client.post(reverse("meeting_discard", args=[made.pk]))
    client.post(url, {"day": planned.day.isoformat()})
    assert Meeting.objects.filter(body=world.coalition).count() == 1, "no second one beside it"
    assert f'formaction="{back}"' in client.get(series.get_absolute_url()).text
    assert back not in as_(world.member).get(series.get_absolute_url()).text
    client.post(back, {"day": planned.day.isoformat()})
    made.refresh_from_db()
    assert made.status == MeetingStatus.DRAFT
    assert back not in client.get(series.get_absolute_url()).text
