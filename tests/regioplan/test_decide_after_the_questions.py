"""No decision before the weeks for questions of other insurers are over (domain.md E2); a yes can have conditions."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from regioplan.transformation_plans import moving
from regioplan.transformation_plans.models import (
    DeskInsurer,
    InsurerRole,
    NoQuestions,
    PlanState,
    PlanStep,
    TransformationPlan,
)
from tests.regioplan import planmaking as making
from tests.themes.reading import words
from tests.world import fresh, set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
YES = {"positive": True, "reason": "Ja."}


@pytest.fixture
def who(world):
    return making.insurers()


def send(client, name, plan, **data):
    now = making.fresh(plan)
    return client.post(reverse(name, args=[plan.pk]), {"version": now.version, "state": now.state, **data})


def refused_by_the_database(plan, state=PlanState.APPROVED):
    try:
        with transaction.atomic():
            set_up(lambda: TransformationPlan.objects.filter(pk=plan.pk).update(state=state))()
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        return "others may still ask" in str(refusal)
    return False


@pytest.mark.parametrize("others", [True, False], ids=["with others at the desk", "with nobody else known"])
def test_a_decision_waits_for_the_questions_of_others(world, who, as_, others):
    if not others:
        set_up(DeskInsurer.objects.filter(role=InsurerRole.OTHER).delete)()
    made, lead = making.preliminary(world, who), as_(who.lead)
    url = reverse("plan_decide", args=[made.pk])
    assert lead.get(url).status_code == 302, "there is nothing to decide yet"
    page = lead.get(made.get_absolute_url()).content.decode()
    assert url not in page
    assert "Andere verzekeraars kunnen vragen stellen tot en met" in page
    assert not [todo for todo in todos(fresh(who.lead)) if "besluit" in todo.title]
    answer = send(lead, "plan_decide", made, positive="ja", reason="Meteen.")
    assert answer.status_code == 422
    assert "Andere verzekeraars mogen vragen stellen tot en met" in answer.content.decode()
    assert all(refused_by_the_database(made, state) for state in (PlanState.APPROVED, PlanState.REJECTED))
    set_up(TransformationPlan.objects.update)(questions_until=timezone.localdate())
    assert refused_by_the_database(made), "the last day counts"
    set_up(TransformationPlan.objects.update)(
        questions_until=timezone.localdate() - datetime.timedelta(days=1)
    )
    assert not refused_by_the_database(made), "the control: after the last day"
    assert [todo for todo in todos(fresh(who.lead)) if "besluit" in todo.title]
    assert send(lead, "plan_decide", made, positive="nee", reason="Te duur.").status_code == 302
    assert making.fresh(made).state == PlanState.REJECTED


def test_when_every_other_insurer_has_no_questions_the_decision_can_be_taken(world, who, as_):
    made, other = making.preliminary(world, who), as_(who.other)
    assert reverse("plan_no_questions", args=[made.pk]) in other.get(made.get_absolute_url()).content.decode()
    for stranger in (who.lead, world.partner):
        with pytest.raises(PermissionDenied):
            moving.say_no_questions(making.fresh(made), by=stranger)
    assert [send(other, "plan_no_questions", made).status_code for _ in range(2)] == [302, 302]
    assert NoQuestions.objects.count() == 1
    page = words(as_(who.lead), made.get_absolute_url())
    assert "laten weten dat ze geen vragen hebben" in page
    assert "heeft geen vragen" in page
    assert not [todo for todo in todos(fresh(who.other)) if "Vragen stellen" in todo.title]
    moving.decide(making.fresh(made), by=who.lead, **YES)
    assert making.fresh(made).state == PlanState.APPROVED
    told = words(as_(world.partner), reverse("history", args=["transformatieplan", made.pk]))
    assert "Stap “Goedgekeurd” toegevoegd" in told
    assert "Stap “Snelle toets” toegevoegd" in told
    assert "Oordeel van een verzekeraar in de ronde “Beoordeling” toegevoegd" in told


def test_only_who_may_ask_says_there_are_no_questions_and_only_in_time(world, who):
    made = making.preliminary(world, who)
    people = {"person": who.co.person, "organisation_id": made.insurer_of(fresh(who.co).standing)}
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(NoQuestions.objects.create)(plan=made, **people)
    queued = making.queued(world, who, title="Ander plan")
    asker = {"person": who.other.person, "organisation_id": made.insurer_of(fresh(who.other).standing)}
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(NoQuestions.objects.create)(plan=queued, **asker)
    with pytest.raises(ValidationError):
        moving.say_no_questions(queued, by=who.other)
    assert set_up(NoQuestions.objects.create)(plan=made, **asker), "the control"


def test_a_yes_can_have_conditions_and_needs_them_then(world, who, as_):
    made = making.queued(world, who)
    moving.take_up(made, by=who.lead)
    for insurer in (who.lead, who.co):
        moving.judge(making.fresh(made), by=insurer, positive=True, reason="Past.")
    lead = as_(who.lead)
    typed = [
        ({"positive": "mits", "reason": "Goed plan."}, "Schrijf de voorwaarden op"),
        ({"positive": "ja", "reason": "Goed.", "conditions": "Eerst een team."}, "Voorwaarden horen bij"),
        ({"positive": "mits", "conditions": "Eerst een team."}, "Schrijf op waarom."),
        ({"reason": "Goed."}, "Kies een van de mogelijkheden."),
    ]
    for said, error in typed:
        answer = send(lead, "plan_decide", made, **said)
        assert (answer.status_code, error in answer.content.decode()) == (422, True), said
    page = words(lead, reverse("plan_decide", args=[made.pk]))
    for told in ("We willen zorg thuis.", "uit ander geld", "Binnen 4 weken volgt een voorlopig besluit"):
        assert told in page, "the plan, what it is about, and the term"
    said = {"positive": "mits", "reason": "Goed plan.", "conditions": "Eerst een team."}
    assert send(lead, "plan_decide", made, **said).status_code == 302
    page = words(as_(world.partner), made.get_absolute_url())
    assert "positief, met voorwaarden" in page
    assert "Eerst een team." in page
    step = PlanStep.objects.get(plan=made, state=PlanState.PRELIMINARY)
    assert (step.positive, step.conditions) == (True, "Eerst een team.")


def test_an_insurer_is_asked_only_what_its_page_offers(world, who, as_):
    first, second = making.queued(world, who, title="Eerst"), making.queued(world, who, title="Later")

    def asked(user):
        return {todo.title for todo in todos(fresh(user)) if "Eerst" in todo.title or "Later" in todo.title}

    assert asked(who.lead) == {"Neem in beoordeling: Eerst"}
    moving.take_up(first, by=who.lead)
    assert asked(who.lead) == {"Geef jullie oordeel: Eerst", "Neem in beoordeling: Later"}
    moving.judge(making.fresh(first), by=who.lead, positive=True, reason="Past.")
    assert asked(who.lead) == {"Neem in beoordeling: Later"}, "the other still judges"
    moving.judge(making.fresh(first), by=who.co, positive=True, reason="Past.")
    assert asked(who.lead) == {"Neem een besluit: Eerst", "Neem in beoordeling: Later"}
    moving.stop(making.fresh(second), by=who.lead, reason="Het geld is op.")
    page = as_(who.lead).get(reverse("own_transformation_plans"))
    assert ([plan.title for plan in page.context["assessed"]], [plan.title for plan in page.context["finished"]]) == (
        ["Eerst"], ["Later"],
    )  # fmt: skip
    assert "Later" not in words(as_(who.lead), reverse("partner"))


def test_everybody_reads_how_many_plans_are_under_way_and_nothing_of_them(world, who, as_):
    making.queued(world, who, title="Stil plan")
    page = words(as_(None), reverse("transformation_plans"))
    assert "In de wachtrij 1 plan" in page
    assert "Stil plan" not in page
