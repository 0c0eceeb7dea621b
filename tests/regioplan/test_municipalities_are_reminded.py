"""A municipality that has not decided hears of it, once per stage; what was taken over from the past is silent."""

import datetime

import pytest
from django.utils import timezone

from regioplan.approvals.jobs import remind_municipalities, still_needed
from tests.regioplan import making_plans as making
from tests.themes.reading import words
from tests.world import end, fresh, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def version(world):
    plan = making.plan(making.region(world, "Kreekdam"))
    making.speaks_for(world, world.partner, world.municipality)
    return making.taken_over(plan, reminders_from=TODAY - 60 * DAY)


def run():
    with acting(SystemActor.WORKER):
        return remind_municipalities()


def test_once_a_week_before_and_once_when_it_is_over(world, version):
    row = making.deadline(version.plan, TODAY + 6 * DAY)
    assert (run(), run()) == (1, 0)
    mail = OutgoingMail.objects.get()
    assert mail.to_person == world.partner.person
    assert "uiterlijk" in mail.text
    row.day = TODAY - DAY
    set_up(row.save)()
    assert (run(), run()) == (1, 0)


def test_a_day_that_does_not_count_itself_ends_a_day_earlier(version):
    making.deadline(version.plan, TODAY, inclusive=False)
    assert run() == 1, "yesterday was the last day, so it is over"


def test_nobody_is_reminded_of_what_is_long_to_come_or_was_decided(world, version):
    row = making.deadline(version.plan, TODAY + 60 * DAY)
    assert run() == 0
    row.day = TODAY + 2 * DAY
    set_up(row.save)()
    making.decided(world, version, world.municipality)
    assert run() == 0


def test_what_was_taken_over_has_no_consequences_until_somebody_switches_them_on(world, version):
    making.deadline(version.plan, TODAY + 2 * DAY)
    version.reminders_from = None
    set_up(version.save)()
    assert run() == 0
    version.remind(by=world.bureau)
    assert run() == 0, "the stage of a week before began when they were off"
    making.Deadline.objects.all()
    set_up(making.Deadline.objects.update)(day=TODAY + 7 * DAY)
    assert run() == 1


def test_a_reminder_that_waits_does_not_go_when_it_is_no_longer_needed(world, version):
    making.deadline(version.plan, TODAY + 2 * DAY)
    run()
    mail = OutgoingMail.objects.get()
    assert still_needed(mail)
    making.decided(world, version, world.municipality)
    assert not still_needed(mail)


def test_nor_when_another_stage_began_since(world, version):
    row = making.deadline(version.plan, TODAY + 6 * DAY)
    run()
    waiting = OutgoingMail.objects.get()
    assert still_needed(waiting)
    row.day = TODAY - DAY
    set_up(row.save)()
    assert not still_needed(waiting)
    run()
    assert still_needed(OutgoingMail.objects.exclude(pk=waiting.pk).get())


def test_about_a_version_that_was_followed_up_nothing_is_asked(world, version):
    making.deadline(version.plan, TODAY + 2 * DAY)
    assert run() == 1
    waiting = OutgoingMail.objects.get()
    making.taken_over(version.plan, reminders_from=TODAY - 60 * DAY)
    assert not still_needed(waiting), "the mail about the old one stays home"
    assert run() == 1
    assert run() == 0
    newest = OutgoingMail.objects.exclude(pk=waiting.pk).get()
    assert still_needed(newest)


def test_nor_to_who_no_longer_speaks_for_it(world, version):
    making.deadline(version.plan, TODAY + 2 * DAY)
    run()
    for row in world.partner.person.representations.all():
        end(row)
    assert not still_needed(OutgoingMail.objects.get())


def test_it_waits_on_the_first_page_of_who_speaks_for_it(world, version, as_):
    making.deadline(version.plan, TODAY + 2 * DAY)
    client = as_(fresh(world.partner))
    assert "Van het college van Duindorp is nog geen besluit bekend." in words(client, "/partner/")
    making.decided(world, version, world.municipality)
    assert "is nog geen besluit bekend" not in words(client, "/partner/")
