"""From draft to decision: desk, quick check, queue, assessment, questions, milestones (domain.md E2)."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.transformation_plans import moving, terms
from regioplan.transformation_plans.models import (
    DeskClosing,
    InsurerJudgement,
    PlanMilestone,
    PlanState,
    PlanStep,
    TransformationPlan,
)
from tests.regioplan import planmaking as making
from tests.themes.reading import words
from tests.world import end, fresh, representation, set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def who(world):
    return making.insurers()


def send(client, name, plan, **data):
    now = making.fresh(plan)
    return client.post(reverse(name, args=[plan.pk]), {"version": now.version, "state": now.state, **data})


def test_the_whole_path_over_the_pages(world, who, as_):
    partner, lead, co = as_(world.partner), as_(who.lead), as_(who.co)
    typed = {
        "applicant": world.partner_org.pk, "title": "Zorg dichtbij", "proposal": "Thuis.", "impact_staff": "on",
        "insurer_was_asked": "on", "parties": [world.other_org.pk], "version": "",
    }  # fmt: skip
    assert partner.post(reverse("plan_add"), typed).status_code == 302
    made = TransformationPlan.objects.get()
    assert send(partner, "plan_hand_in", made).status_code == 302
    assert making.fresh(made).due_on == TODAY() + 4 * WEEK
    yes = {"positive": "ja", "reason": "Past bij het plan."}
    assert send(lead, "plan_judge", made, **yes).status_code == 302
    page = send(lead, "plan_decide", made, **yes)
    assert page.status_code == 422
    assert "Nog geen oordeel van: Verzekeraar Berg." in page.content.decode()
    assert send(co, "plan_judge", made, **yes).status_code == 302
    assert send(lead, "plan_decide", made, **yes).status_code == 302
    page = send(partner, "plan_hand_in", made)
    assert "nog niet compleet: schrijf de doelen op; schrijf de afspraken" in page.content.decode()
    del typed["version"]
    more = {**typed, "goals": "Minder reizen", "results": "Vijf teams", "contact": "Loket", "parties": []}
    assert send(partner, "transformation_plan_edit", made, **more).status_code == 302
    assert send(partner, "plan_hand_in", made).status_code == 302
    assert making.fresh(made).words == "In de wachtrij, nummer 1"
    assert send(lead, "plan_decide", made).status_code == 302
    for insurer in (lead, co):
        assert send(insurer, "plan_judge", made, **yes).status_code == 302
    assert send(lead, "plan_decide", made, **yes).status_code == 302
    now = making.fresh(made)
    assert (now.questions_until, now.due_on) == (TODAY() + 2 * WEEK, TODAY() + 4 * WEEK)
    page = send(lead, "plan_decide", made, **yes)
    assert "Andere verzekeraars mogen vragen stellen tot en met" in page.content.decode()
    assert PlanStep.objects.filter(plan=made).count() == 5
    assert "Voorlopig besluit" in words(as_(world.bureau), reverse("plan_board"))


def test_a_closed_desk_takes_nothing_in(world, who, as_):
    making.close_desk()
    made = making.plan(world)
    moving.hand_in(made, by=world.partner)
    assert making.fresh(made).state == PlanState.DESK_CLOSED
    with pytest.raises(ValidationError):
        moving.hand_in(made, by=world.partner)
    assert "Het loket is gesloten Het geld is op." in words(as_(None), reverse("transformation_plans"))
    end(DeskClosing.objects.get())
    moving.hand_in(making.fresh(made), by=world.partner)
    assert making.fresh(made).state == PlanState.QUICK_CHECK


def test_a_closed_desk_is_said_beforehand_and_when_it_opens_again(world, who, as_):
    making.close_desk()
    partner, bureau, made = as_(world.partner), as_(world.bureau), making.plan(world)
    for url in (reverse("partner"), reverse("plan_add"), made.get_absolute_url()):
        told = words(partner, url)
        assert "Het loket is gesloten" in told, url
        assert "Je kunt wel vast een plan schrijven" in told, url
    page = words(partner, reverse("plan_hand_in", args=[made.pk]))
    assert "nog niet bekeken" in page
    assert "verandert de tekst niet" not in page, "one may go on writing"
    answer = send(partner, "plan_hand_in", made)
    assert "Bewaard, niet in behandeling: het loket is dicht." in partner.get(answer.url).content.decode()
    assert not [todo for todo in todos(fresh(world.partner)) if "Dien opnieuw in" in todo.title]
    hand_in = reverse("plan_hand_in", args=[made.pk])
    assert hand_in not in partner.get(made.get_absolute_url()).content.decode(), "that would be refused"
    assert partner.get(hand_in).status_code == 302
    assert reverse("desk_open") in bureau.get(reverse("plan_board")).content.decode()
    typed = {"version": DeskClosing.objects.get().version, "opens_on": "2025-07-01"}
    assert bureau.post(reverse("desk_open"), typed).status_code == 422, "not before it closed"
    assert bureau.post(reverse("desk_open"), {**typed, "opens_on": TODAY()}).status_code == 302
    assert "Het loket is gesloten" not in words(partner, reverse("partner"))
    [todo] = [todo for todo in todos(fresh(world.partner)) if "Dien opnieuw in" in todo.title]
    assert send(partner, "plan_hand_in", made).status_code == 302
    assert todo.url == reverse("plan_hand_in", args=[made.pk])
    assert making.fresh(made).state == PlanState.QUICK_CHECK
    assert "Loket sluiten" in words(bureau, reverse("plan_board"))
    assert not [todo for todo in todos(fresh(world.partner)) if "Dien opnieuw in" in todo.title]


@pytest.mark.parametrize("lacking", [{"impact_staff": False}, {"insurer_was_asked": False}])
def test_a_plan_that_is_not_complete_is_not_taken_in(world, who, lacking):
    with pytest.raises(ValidationError):
        moving.hand_in(making.plan(world, **lacking), by=world.partner)
    moving.hand_in(making.plan(world), by=world.partner)


def test_nobody_takes_a_step_of_somebody_else(world, who):
    made = making.plan(world)
    for stranger in (world.other_partner, world.bureau, world.admin, who.lead):
        with pytest.raises(PermissionDenied):
            moving.hand_in(made, by=stranger)
    moving.hand_in(made, by=world.partner)
    for stranger in (world.partner, world.bureau, who.other):
        with pytest.raises(PermissionDenied):
            moving.judge(made, by=stranger, positive=True, reason="Ja.")
        with pytest.raises(PermissionDenied):
            moving.decide(made, by=stranger, positive=True, reason="Ja.")
    with pytest.raises(PermissionDenied):
        moving.stop(made, by=who.co, reason="Nee.")


def test_the_database_refuses_a_judgement_in_another_name(world, who):
    made = making.plan(world)
    moving.hand_in(made, by=world.partner)
    lead = fresh(who.lead)
    insurer = made.insurer_of(lead.standing) or making.fresh(made).insurer_of(lead.standing)

    def judge(person, organisation_id):
        with transaction.atomic():
            return set_up(InsurerJudgement.objects.create)(
                plan=made, organisation_id=organisation_id, round="snelle_toets", positive=True, reason="x",
                person=person,
            )  # fmt: skip

    with pytest.raises(DatabaseError):
        judge(world.bureau.person, insurer)
    with pytest.raises(DatabaseError):
        judge(world.partner.person, world.partner_org.pk)
    end(representation(world.chair, world.partner_org))
    assert judge(who.lead.person, insurer), "the control: the raw path itself works"


def test_what_was_handed_in_stays_as_it_is(world, who, as_):
    made = making.plan(world)
    set_up(lambda: TransformationPlan.objects.update(title="Nog een concept"))()
    moving.hand_in(making.fresh(made), by=world.partner)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(lambda: TransformationPlan.objects.update(proposal="Heel wat anders"))()
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(lambda: TransformationPlan.objects.update(state=PlanState.APPROVED))()
    assert as_(world.partner).get(reverse("transformation_plan_edit", args=[made.pk])).status_code == 302


def test_first_come_first_served(world, who):
    first, second = making.queued(world, who, title="Eerst"), making.queued(world, who, title="Later")
    assert (first.queue_number, second.queue_number) == (1, 2)
    with pytest.raises(ValidationError, match="Nummer 1 is eerder aan de beurt"):
        moving.take_up(second, by=who.lead)
    moving.take_up(first, by=who.lead)
    moving.take_up(second, by=who.lead)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(lambda: TransformationPlan.objects.filter(pk=first.pk).update(queue_number=9))()


def test_stopping_and_taking_back(world, who):
    made = making.queued(world, who)
    moving.stop(made, by=who.lead, reason="Het geld is op.")
    moving.stop(made, by=who.lead, reason="Het geld is op.")
    assert PlanStep.objects.filter(plan=made, state=PlanState.STOPPED).count() == 1
    with pytest.raises(ValidationError):
        moving.withdraw(made, by=world.partner, reason="Toch niet.")
    other = making.plan(world, "Ander plan")
    moving.withdraw(other, by=world.partner, reason="Toch niet.")
    assert making.fresh(other).state == PlanState.WITHDRAWN


def test_questions_within_two_weeks_and_an_answer(world, who, as_):
    made = making.preliminary(world, who)
    assert any("Vragen stellen kan nog" in todo.title for todo in todos(fresh(who.other)))
    asked = as_(who.other).post(reverse("plan_ask", args=[made.pk]), {"question": "Wat kost het?"})
    assert asked.status_code == 302
    assert as_(who.lead).get(reverse("plan_ask", args=[made.pk])).status_code == 403
    [todo] = [todo for todo in todos(fresh(world.partner)) if "Antwoord op een vraag" in todo.title]
    assert as_(world.partner).post(todo.url, {"version": 1, "answer": "Tien euro."}).status_code == 302
    assert "Tien euro." in words(as_(who.other), made.get_absolute_url())
    past = TODAY() - datetime.timedelta(days=1)
    set_up(lambda: TransformationPlan.objects.update(questions_until=past))()
    assert as_(who.other).get(reverse("plan_ask", args=[made.pk])).status_code == 302, "too late"
    moving.decide(making.fresh(made), by=who.lead, positive=False, reason="Te duur.")
    assert making.fresh(made).state == PlanState.REJECTED


@pytest.mark.parametrize(
    ("paid_by", "consequence"),
    [("spuk", "Terugbetalen"), ("zvw", "Wordt niet uitbetaald")],
)
def test_an_unmet_milestone_is_paid_back_or_not_paid(world, who, as_, paid_by, consequence):
    day = TODAY() - datetime.timedelta(days=3)
    made = making.approved(world, who, stones=[("Eerste team", day, paid_by)])
    stone = made.milestones.get()
    url = reverse("plan_milestone_settle", args=[stone.pk])
    assert "Te laat" in words(as_(world.partner), made.get_absolute_url())
    assert as_(world.partner).get(url).status_code == 403
    said = {"version": stone.version, "met": "niet", "reason": ""}
    assert as_(who.lead).post(url, said).status_code == 422
    assert as_(who.lead).post(url, {**said, "reason": "Geen mensen."}).status_code == 302
    assert consequence in words(as_(world.partner), made.get_absolute_url())
    moving.settle_milestone(PlanMilestone.objects.get(), by=who.lead, met=False, reason="Geen mensen.")
    with pytest.raises(ValidationError, match=r"al besloten: niet gehaald\. Geen mensen\."):
        moving.settle_milestone(PlanMilestone.objects.get(), by=who.lead, met=True, reason="")
    assert not PlanMilestone.objects.get().outcome.met, "said once"
    page = as_(who.lead).post(url, {**said, "met": "gehaald", "reason": "Toch wel."})
    assert page.status_code == 422
    assert "Toch wel." in page.content.decode(), "nothing typed is lost"


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        (
            "2026-03-01T22:59:00+00:00",
            "2026-03-29",
        ),  # still the first in the region; the clock changes on the last day
        ("2026-03-01T23:30:00+00:00", "2026-03-30"),  # half past midnight there
        ("2026-10-24T22:30:00+00:00", "2026-11-22"),  # summer time: already the 25th
        ("2026-10-25T22:30:00+00:00", "2026-11-22"),  # winter time, the same day
        ("2027-01-31T12:00:00+00:00", "2027-02-28"),
        ("2028-02-01T12:00:00+00:00", "2028-02-29"),
    ],
)
def test_a_term_counts_days_of_the_region(moment, last):
    assert terms.last_day(datetime.datetime.fromisoformat(moment), 4) == datetime.date.fromisoformat(last)


def test_a_term_that_is_over_shows_itself(world, who, as_):
    made = making.plan(world)
    moving.hand_in(made, by=world.partner)
    for days, late in [(0, False), (-1, True)]:
        day = TODAY() + datetime.timedelta(days=days)
        set_up(lambda day=day: TransformationPlan.objects.update(due_on=day))()
        assert ("Termijn voorbij" in words(as_(world.bureau), reverse("plan_board"))) is late
        assert any("over de termijn" in todo.title for todo in todos(fresh(world.bureau))) is late
        [todo] = [todo for todo in todos(fresh(who.lead)) if "oordeel" in todo.title]
        assert (todo.tone == "late") is late


@pytest.mark.django_db(transaction=True)
def test_many_at_the_desk_at_once_each_get_their_own_number(world, who):
    made = [making.through_quick_check(world, who, title=f"Plan {number}") for number in range(6)]

    def hand_in(one):
        try:
            moving.hand_in(making.fresh(one), by=world.partner)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(hand_in, made))
    numbers = TransformationPlan.objects.order_by("queue_number").values_list("queue_number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


def test_search_finds_a_plan_for_whom_it_is(world, who, as_):
    making.approved(world, who, title="Zorg met ramen")
    secret = making.queued(world, who, title="Zorg zonder muren")
    address = f"{reverse('search')}?q=muren"
    found = {
        name: "Zorg zonder muren" in words(as_(getattr(world, name)), address)
        for name in ("partner", "other_partner", "bureau", "admin")
    }
    assert found == {"partner": True, "other_partner": False, "bureau": False, "admin": False}
    assert secret.get_absolute_url() not in as_(None).get(address).content.decode()
    page = words(as_(None), f"{reverse('search')}?q=ramen")
    assert "Zorg met ramen" in page
    assert "goedgekeurd" in page
