"""Insurers hear when their term begins, nears its end and is over; the penvoerder hears of outcomes (domain.md E2)."""

import datetime

import pytest
from django.utils import timezone

from regioplan.transformation_plans import emails, moving
from regioplan.transformation_plans.jobs import (
    remind_insurers,
    tell_applicants,
    tell_insurers_of_the_queue,
    tell_the_desk_is_open,
)
from regioplan.transformation_plans.models import (
    DeskInsurer,
    InsurerRole,
    PlanStep,
    PlanStepNotice,
    TransformationPlan,
)
from tests.regioplan import planmaking as making
from tests.world import end, set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post import permission
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def who(world):
    return making.insurers()


def run(job):
    with acting(SystemActor.WORKER):
        return job()


def told(stage):
    rows = OutgoingMail.objects.filter(kind=emails.TERM, about__endswith=f":{stage}")
    return set(rows.values_list("to_address", flat=True))


def term(first, last, **others):
    """The running term began and ends so many days from today; so do `others`, dates of a plan by name."""
    days = {"since": first, "due_on": last, **others}
    dates = {name: timezone.localdate() + number * DAY for name, number in days.items()}
    set_up(lambda: TransformationPlan.objects.update(**dates))()


def in_quick_check(world):
    made = making.plan(world, "Vertrouwelijk plan")
    moving.hand_in(made, by=world.partner)
    return making.fresh(made)


def test_a_term_is_told_when_it_begins_a_week_before_and_when_it_is_over(world, who):
    in_quick_check(world)
    both = {who.lead.email, who.co.email}
    assert (run(remind_insurers), run(remind_insurers)) == (2, 0)
    assert told("begin") == both
    for days, stage in ((-21, "bijna"), (-29, "voorbij")):
        term(days, days + 28)
        assert (run(remind_insurers), run(remind_insurers)) == (2, 0)
        assert told(stage) == both
    assert not OutgoingMail.objects.filter(text__icontains="Vertrouwelijk").exists()
    assert not OutgoingMail.objects.filter(subject__icontains="Vertrouwelijk").exists()


def test_who_gave_its_judgement_is_left_alone_and_the_lead_is_not(world, who):
    made = in_quick_check(world)
    for insurer in (who.lead, who.co):
        moving.judge(making.fresh(made), by=insurer, positive=True, reason="Past.")
    term(-22, 6)
    assert run(remind_insurers) == 1
    assert told("bijna") == {who.lead.email}


def test_others_hear_that_they_may_ask_and_until_when(world, who):
    making.preliminary(world, who)
    run(remind_insurers)
    mail = OutgoingMail.objects.get(kind=emails.TERM, to_address=who.other.email)
    assert "vragen stellen" in mail.text
    assert told("begin") == {who.other.email}, "the lead cannot decide yet, and is not asked to"


def test_after_the_last_day_for_questions_it_is_the_turn_of_the_lead_alone(world, who):
    making.preliminary(world, who)
    term(-15, 13, questions_until=-1)
    run(remind_insurers)
    mail = OutgoingMail.objects.get(kind=emails.TERM)
    assert (mail.to_address, mail.about.rsplit(":")[-1]) == (who.lead.email, "begin")
    assert "definitieve besluit" in mail.text


def test_without_others_the_lead_hears_when_the_weeks_for_questions_are_over(world, who):
    set_up(DeskInsurer.objects.filter(role=InsurerRole.OTHER).delete)()
    making.preliminary(world, who)
    assert run(remind_insurers) == 0
    term(-15, 13, questions_until=-1)
    run(remind_insurers)
    assert told("begin") == {who.lead.email}


def test_when_nobody_has_a_question_it_is_the_turn_of_the_lead(world, who):
    made = making.preliminary(world, who)
    moving.say_no_questions(made, by=who.other)
    run(remind_insurers)
    assert told("begin") == {who.lead.email}


def test_nobody_hears_of_terms_of_years_ago(world, who):
    in_quick_check(world)
    term(-900, -872)
    assert run(remind_insurers) == 0
    term(-31, -3)
    assert run(remind_insurers) == 2, "the control: over since three days"


HAPPENS = {
    "nothing": (lambda world, who, made: None, {"lead", "co"}),
    "one judged": (
        lambda world, who, made: moving.judge(made, by=who.co, positive=True, reason="Past."), {"lead"},
    ),
    "taken back": (lambda world, who, made: moving.withdraw(made, by=world.partner, reason="Nee"), set()),
    "speaks no more": (lambda world, who, made: end(who.lead.person.representations.get()), {"co"}),
}  # fmt: skip


@pytest.mark.parametrize("happens", HAPPENS)
def test_a_mail_that_waits_goes_only_to_whose_turn_it_still_is(world, who, happens):
    made = in_quick_check(world)
    run(remind_insurers)
    HAPPENS[happens][0](world, who, made)
    assert {mail.to_address for mail in claim(20)} == {
        getattr(who, each).email for each in HAPPENS[happens][1]
    }


def test_a_mail_that_waits_goes_only_while_its_stage_is_the_present_one(world, who):
    in_quick_check(world)
    term(0, 5)
    run(remind_insurers)
    term(-3, 5)
    run(remind_insurers)
    assert {mail.about.rsplit(":")[-1] for mail in claim(20)} == {"bijna"}
    assert told("begin") == told("bijna"), "the control: both were written"


def test_without_asking_again_the_mail_leaves(world, who, monkeypatch):
    """The control."""
    made = in_quick_check(world)
    run(remind_insurers)
    moving.withdraw(made, by=world.partner, reason="Nee")
    monkeypatch.delitem(permission._CHECKS, emails.TERM)
    assert len(claim(20)) == 2


def test_the_penvoerder_hears_of_each_outcome_once_and_of_nothing_it_did_itself(world, who):
    in_quick_check(world)
    assert run(tell_applicants) == 0
    making.approved(world, who, title="Nog een plan")
    assert (run(tell_applicants), run(tell_applicants)) == (3, 0)
    steps = PlanStep.objects.filter(notice__isnull=False).values_list("state", flat=True)
    assert set(steps) == {"samen_uitwerken", "voorlopig_besluit", "goedgekeurd"}
    mails = OutgoingMail.objects.filter(kind=emails.OUTCOME)
    assert {mail.to_person for mail in mails} == {world.partner.person}
    assert {mail.subject for mail in mails} == {
        "Nog een plan: samen uitwerken", "Nog een plan: voorlopig besluit", "Nog een plan: goedgekeurd",
    }  # fmt: skip
    [last] = [mail for mail in mails if "goedgekeurd" in mail.subject]
    assert "“Nog een plan”. Het plan is goedgekeurd." in last.text
    assert "Met vriendelijke groet" in last.text
    assert "Ja." not in last.text, "no reason in a mail"


def test_the_lead_hears_once_of_a_plan_that_joined_the_queue(world, who):
    made = making.queued(world, who, title="Vertrouwelijk plan")
    assert (run(tell_insurers_of_the_queue), run(tell_insurers_of_the_queue)) == (1, 0)
    mail = OutgoingMail.objects.get(kind=emails.QUEUED)
    assert (mail.to_address, "nummer 1" in mail.text, "Vertrouwelijk" in mail.text) == (
        who.lead.email, True, False,
    )  # fmt: skip
    moving.take_up(made, by=who.lead)
    assert emails.QUEUED not in {each.kind for each in claim(20)}, "it is taken up already"


@pytest.mark.parametrize(("closed_until", "many"), [(None, 0), (0, 0), (-1, 1), (-30, 0)])
def test_whose_plan_waited_hears_once_that_the_desk_is_open(world, who, closed_until, many):
    made = making.plan(world, "Wachtend plan")
    closing = making.close_desk()
    moving.hand_in(made, by=world.partner)
    if closed_until is not None:
        day = timezone.localdate() + closed_until * DAY
        set_up(lambda: TransformationPlan.objects.update(since=day - 3 * DAY))()
        set_up(lambda: type(closing).objects.update(ends_on=day))()
    assert (run(tell_the_desk_is_open), run(tell_the_desk_is_open)) == (many, 0)
    mails = list(OutgoingMail.objects.filter(kind=emails.OPEN))
    assert [mail.to_person for mail in mails] == [world.partner.person] * many
    assert all("“Wachtend plan”" in mail.text for mail in mails)


def test_who_handed_in_on_the_day_the_desk_opened_hears_too(world, who):
    made, closing = making.plan(world, "Wachtend plan"), making.close_desk()
    moving.hand_in(made, by=world.partner)
    yesterday = timezone.localdate() - DAY
    set_up(lambda: type(closing).objects.update(ends_on=yesterday))()
    assert made.since >= yesterday
    assert run(tell_the_desk_is_open) == 1


@pytest.mark.parametrize(("happens", "leave"), [("nothing", 3), ("speaks no more", 0)])
def test_a_mail_about_an_outcome_goes_only_to_who_still_speaks_for_the_penvoerder(world, who, happens, leave):
    making.approved(world, who)
    run(tell_applicants)
    if happens == "speaks no more":
        end(world.partner.person.representations.get())
    assert len([mail for mail in claim(20) if mail.kind == emails.OUTCOME]) == leave


def test_an_outcome_of_long_ago_is_no_news(world, who):
    made = in_quick_check(world)
    step = {
        "plan": made, "state": "snelle_toets_negatief", "reason": "Nee", "person": who.lead.person,
        "organisation": who.lead.person.representations.get().organisation, "positive": False,
    }  # fmt: skip
    set_up(PlanStep.objects.create)(**step, at=timezone.now() - 60 * DAY)
    assert run(tell_applicants) == 0
    set_up(PlanStep.objects.create)(**{**step, "state": "afgewezen"})
    assert run(tell_applicants) == PlanStepNotice.objects.count() == 1, "the control: the same, today"
