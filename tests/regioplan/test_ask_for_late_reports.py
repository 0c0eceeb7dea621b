"""A report that is late is asked for once; what was not accepted here, or was past then, is never asked for."""

import datetime
import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.progress.due import Due, due_reports
from regioplan.progress.emails import KIND, remind, still_late
from regioplan.progress.jobs import ask_for_late_reports
from regioplan.progress.periods import ended_between, period_of, short, words
from regioplan.progress.reports import ReportingRhythm, ReportReminder
from tests.regioplan import making
from tests.regioplan.refusing import refused
from tests.world import build_world, end, representation, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
SPRING = period_of(datetime.date(2025, 2, 1), "kwartaal")
LATE = datetime.date(2025, 5, 1)


@pytest.fixture
def agreement(world):
    making.rhythm("kwartaal", datetime.date(2025, 1, 1))
    return making.accepted(world, making.a_task(), datetime.date(2025, 1, 15))


def periods(day):
    return [(str(due.period), due.is_late) for due in due_reports(day)]


def test_quarters_halves_and_years_are_told_in_words():
    for day, length, told, narrow in [
        ("2025-11-30", "kwartaal", "het vierde kwartaal van 2025", "okt-dec 2025"),
        ("2025-07-01", "half", "de tweede helft van 2025", "2e helft 2025"),
        ("2025-07-01", "jaar", "2025", "2025"),
    ]:
        found = period_of(datetime.date.fromisoformat(day), length)
        assert (str(found), short(found.starts_on, found.ends_on)) == (told, narrow)
    year = list(ended_between(datetime.date(2024, 6, 1), datetime.date(2025, 3, 31), "kwartaal"))
    assert [words(each.starts_on, each.ends_on) for each in year] == [
        "het tweede kwartaal van 2024",
        "het derde kwartaal van 2024",
        "het vierde kwartaal van 2024",
        "het eerste kwartaal van 2025",
    ]


def test_a_report_is_asked_for_when_the_period_is_over_and_late_after_the_term(agreement):
    assert periods(SPRING.ends_on) == []
    assert periods(datetime.date(2025, 4, 28)) == [("het eerste kwartaal van 2025", False)]
    assert periods(datetime.date(2025, 4, 29)) == [("het eerste kwartaal van 2025", True)]


def test_what_was_handed_in_is_not_asked_for_again(world, agreement):
    report = making.draft(agreement, SPRING, light="groen", reason="ok")
    assert len(periods(LATE)) == 1, "a draft is no answer"
    report.submit(by=world.partner)
    assert periods(LATE) == []


def test_nothing_is_asked_about_what_nobody_accepted_here(world):
    making.rhythm("kwartaal", datetime.date(2025, 1, 1))
    making.imported(making.a_task(), world.partner_org)
    making.proposal(making.a_task(), world.partner_org)
    assert periods(LATE) == []


def test_nothing_is_asked_about_the_time_before_the_yes(world):
    making.rhythm("kwartaal", datetime.date(2023, 1, 1))
    making.accepted(world, making.a_task(), datetime.date(2025, 1, 15))
    assert [period for period, _ in periods(LATE)] == ["het eerste kwartaal van 2025"]


def test_without_a_rhythm_nobody_is_asked(world):
    making.accepted(world, making.a_task(), datetime.date(2025, 1, 15))
    assert periods(LATE) == []


def test_another_rhythm_holds_from_its_day_on(world, agreement):
    making.rhythm("half", datetime.date(2025, 4, 1))
    found = [period for period, _ in periods(datetime.date(2026, 2, 1))]
    assert found == [
        "het eerste kwartaal van 2025",
        "het tweede kwartaal van 2025",
        "de tweede helft van 2025",
    ]


def test_of_rhythms_after_each_other_no_day_is_asked_about_twice_or_never(agreement):
    for length, day in (("jaar", "2025-02-01"), ("half", "2025-03-01"), ("kwartaal", "2027-03-01")):
        making.rhythm(length, datetime.date.fromisoformat(day))
    asked = [due.period for due in due_reports(datetime.date(2028, 1, 1))]
    assert asked[0] == SPRING
    for one, following in itertools.pairwise(asked):
        assert following.starts_on == one.ends_on + datetime.timedelta(days=1)
    assert [str(period) for period in asked[-3:]] == [
        "de eerste helft van 2027", "het derde kwartaal van 2027", "het vierde kwartaal van 2027",
    ]  # fmt: skip


def test_periods_that_begin_on_one_day_each_have_their_page_and_their_mail(world, agreement, as_):
    year = making.ReportPeriod(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    dues = [Due(agreement, period, LATE, LATE) for period in (SPRING, year)]
    assert len({due.address for due in dues}) == 2
    with acting(SystemActor.WORKER):
        told = [remind(due) for due in [*dues, *dues]]
    assert told == [True, True, False, False]
    page = as_(world.partner).get(dues[0].address).content.decode()
    assert "Voortgang over het eerste kwartaal van 2025" in page


def test_a_rhythm_written_down_later_asks_nothing_about_the_past(world, as_):
    old = making.rhythm("jaar", datetime.date(2024, 1, 1))
    making.accepted(world, making.a_task(), datetime.date(2024, 1, 15))
    today = timezone.localdate()
    before = due_reports(today)
    typed = {"starts_on": "2024-01-01", "length": "kwartaal", "days_to_report": 28, "version": old.version}
    assert as_(world.bureau).post(reverse("rhythm_edit", args=[old.pk]), typed).status_code == 302
    assert [due.period for due in due_reports(today)] == [due.period for due in before], "a length stays"
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(ReportingRhythm.objects.update)(length="kwartaal")
    typed |= {"starts_on": "2023-01-01", "version": ReportingRhythm.objects.get().version}
    assert as_(world.bureau).post(reverse("rhythm_edit", args=[old.pk]), typed).status_code == 302
    assert due_reports(today) == [], "put earlier it asks only about what ends from now on"


def test_a_new_rhythm_of_a_past_day_floods_nobody(world, as_):
    making.accepted(world, making.a_task(), datetime.date(2024, 1, 15))
    typed = {"starts_on": "2024-01-01", "length": "kwartaal", "days_to_report": 28, "version": ""}
    assert as_(world.bureau).post(reverse("rhythm_add"), typed).status_code == 302
    today = timezone.localdate()
    assert due_reports(today) == []
    assert due_reports(today + datetime.timedelta(days=100)), (
        "control: the period that runs now is asked about"
    )


@pytest.fixture
def late(world):
    making.rhythm("half")
    since = making.last_period().starts_on - datetime.timedelta(days=200)
    return making.accepted(world, making.a_task(), since)


def test_one_mail_per_period_to_who_speaks_for_it(world, late):
    expected = sum(due.is_late for due in due_reports(timezone.localdate()))
    assert expected >= 1
    assert ask_for_late_reports() == expected
    assert ask_for_late_reports() == 0
    mails = OutgoingMail.objects.filter(kind=KIND)
    assert {mail.to_person for mail in mails} == {world.partner.person}
    assert mails.count() == ReportReminder.objects.count() == expected
    assert "/partner/afspraken/" in mails[0].text


def test_a_late_report_waits_for_somebody_who_can_be_told(world, late):
    end(world.partner.person.representations.get())
    assert ask_for_late_reports() == 0
    representation(world.member, world.partner_org)
    assert ask_for_late_reports() >= 1
    assert {mail.to_person for mail in OutgoingMail.objects.filter(kind=KIND)} == {world.member.person}


def test_that_somebody_was_asked_stays_as_it_was(world, late):
    ask_for_late_reports()
    one = ReportReminder.objects.first()
    refused(lambda: ReportReminder.objects.update(told=0))
    refused(one.delete)
    asked = {"agreement": late, "starts_on": one.starts_on, "ends_on": one.ends_on}
    with pytest.raises(IntegrityError, match="reminded_once"), transaction.atomic():
        set_up(ReportReminder.objects.create)(**asked, told=1)


def test_a_row_that_told_nobody_keeps_no_later_mail_home(world, late):
    today = timezone.localdate()
    over = next(due.period for due in due_reports(today) if due.is_late)
    asked = {"agreement": late, "starts_on": over.starts_on, "ends_on": over.ends_on}
    set_up(ReportReminder.objects.create)(**asked, told=0)
    expected = sum(due.is_late for due in due_reports(today))
    assert (ask_for_late_reports(), ask_for_late_reports()) == (expected, 0)
    assert OutgoingMail.objects.filter(kind=KIND).count() == expected


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_ask_once():
    world = build_world()
    making.rhythm("kwartaal", datetime.date(2025, 1, 1))
    row = making.accepted(world, making.a_task(), datetime.date(2025, 1, 15))

    def work(number):
        try:
            with acting(SystemActor.WORKER):
                return remind(Due(row, SPRING, LATE, LATE))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 1
    assert ReportReminder.objects.count() == OutgoingMail.objects.filter(kind=KIND).count() == 1


def test_the_mail_stays_home_when_it_is_no_longer_needed(world, late):
    ask_for_late_reports()
    mail = OutgoingMail.objects.filter(kind=KIND).first()
    assert still_late(mail)
    end(world.partner.person.representations.get())
    assert not still_late(mail)


def test_it_waits_on_the_front_pages_too(world, late, as_):
    asked = [todo for todo in todos(world.partner) if todo.title.startswith("Vertel hoe het gaat")]
    assert asked
    assert as_(world.partner).get(asked[0].url).status_code == 200
    assert any("te laat" in todo.title for todo in todos(world.bureau))
    assert not [todo for todo in todos(world.other_partner) if "Vertel" in todo.title]
    assert "Te laat" in as_(world.bureau).get(reverse("werkbank_progress")).content.decode()
