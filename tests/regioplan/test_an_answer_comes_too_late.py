"""Who answers about a plan that went on: the answer changes nothing, says why, and keeps what was typed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from regioplan.transformation_plans import moving
from regioplan.transformation_plans.models import InsurerJudgement, InsurerQuestion, PlanMilestone, PlanState
from tests.regioplan import planmaking as making
from tests.world import set_up

pytestmark = pytest.mark.django_db
YES = {"positive": "ja", "reason": "Past bij het plan."}


@pytest.fixture
def who(world):
    return making.insurers()


def judged(world, who):
    made = making.plan(world)
    moving.hand_in(made, by=world.partner)
    moving.judge(making.fresh(made), by=who.lead, positive=True, reason="Past.")
    return making.fresh(made)


def test_a_second_judgement_is_refused_and_the_same_one_is_not(world, who, as_):
    made, lead = judged(world, who), as_(who.lead)
    moving.judge(made, by=who.lead, positive=True, reason="Past.")
    with pytest.raises(ValidationError, match=r"al gegeven: positief\. Past\."):
        moving.judge(made, by=who.lead, positive=False, reason="Past.")
    url = reverse("plan_judge", args=[made.pk])
    assert url not in lead.get(made.get_absolute_url()).content.decode()
    assert url in as_(who.co).get(made.get_absolute_url()).content.decode()
    page = lead.post(
        url, {"positive": "nee", "reason": "Toch niet.", "version": made.version, "state": made.state}
    )
    assert page.status_code == 422
    assert "Jullie oordeel is al gegeven" in page.content.decode()
    assert "Toch niet." in page.content.decode()
    assert InsurerJudgement.objects.get().positive


def test_an_answer_to_one_round_never_decides_the_next(world, who, as_):
    made = making.queued(world, who)
    moving.take_up(made, by=who.lead)
    for insurer in (who.lead, who.co):
        moving.judge(making.fresh(made), by=insurer, positive=True, reason="Past.")
    opened = making.fresh(made)
    typed = {**YES, "version": opened.version, "state": opened.state}
    moving.decide(opened, by=who.lead, positive=True, reason="Een collega was eerder.")
    set_up(type(made).objects.update)(questions_until="2025-01-01")
    lead, url = as_(who.lead), reverse("plan_decide", args=[made.pk])
    page = lead.post(url, typed)
    assert page.status_code == 422
    assert "Het is nu: voorlopig besluit. Kies opnieuw." in page.content.decode()
    again = {
        field.name: field.value() or "" for field in page.context["form"] if field.name != "positive"
    }  # what a second press sends
    assert (again["state"], again["reason"]) == (PlanState.PRELIMINARY, YES["reason"])
    assert page.context["form"]["positive"].value() is None
    assert lead.post(url, again).status_code == 422
    assert making.fresh(made).state == PlanState.PRELIMINARY
    with pytest.raises(ValidationError, match="nu: voorlopig besluit"):
        moving.decide(making.fresh(made), by=who.lead, positive=True, reason="x", expected="beoordeling")
    assert lead.post(url, {**again, "positive": "ja"}).status_code == 302
    assert making.fresh(made).state == PlanState.APPROVED


def test_what_was_typed_too_late_is_in_the_form_with_the_reason(world, who, as_):
    made = making.plan(world)
    moving.hand_in(made, by=world.partner)
    now = making.fresh(made)
    carried = {"version": now.version, "state": now.state}
    sent = [
        ("transformation_plan_edit", {"title": "Titel", "proposal": "zeemeeuw", "parties": []}),
        (
            "plan_milestone_add",
            {"title": "zeemeeuw", "due_on": "2030-01-01", "paid_by": "geen", "version": ""},
        ),
    ]
    for name, typed in sent:
        page = as_(world.partner).post(reverse(name, args=[made.pk]), {**carried, **typed})
        assert (name, page.status_code) == (name, 422)
        assert "zeemeeuw" in page.content.decode()
        assert "Dit kan nu niet meer. Het plan is nu: snelle toets." in page.content.decode()
        assert as_(world.partner).get(reverse(name, args=[made.pk])).status_code == 302
    assert not PlanMilestone.objects.exists()
    page = as_(who.other).post(reverse("plan_ask", args=[made.pk]), {"question": "zeemeeuw"})
    assert page.status_code == 422
    assert "zeemeeuw" in page.content.decode()
    assert not InsurerQuestion.objects.exists()
