"""Who follows a plan hears once that it was published; a plan taken over from the past is no news."""

import pytest

from regioplan.plans.jobs import still_readable, tell_about_plans
from tests.regioplan import making_plans as making
from tests.world import set_up
from zorgzaam.follow import Follow
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_once_and_not_after_it_was_taken_back(world):
    plan = making.plan(making.region(world))
    set_up(Follow.objects.create)(person=world.member.person, kind="plan", subject_id=plan.pk)
    version = making.published(world, plan)
    run = set_up(tell_about_plans)
    assert (run(), run()) == (1, 0)
    mail = OutgoingMail.objects.get()
    assert mail.to_person == world.member.person
    assert still_readable(mail)
    version.withdraw(by=world.bureau, because="Fout.")
    assert not still_readable(mail)


def test_the_past_is_no_news(world):
    plan = making.plan(making.region(world))
    set_up(Follow.objects.create)(person=world.member.person, kind="plan", subject_id=plan.pk)
    making.taken_over(plan, "Kop").publish(by=world.bureau)
    assert set_up(tell_about_plans)() == 0
    assert not OutgoingMail.objects.exists()
