"""What is in a plan reaches nobody but its parties and its insurers before it is approved; a try reaches one party."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from regioplan.transformation_plans import moving
from regioplan.transformation_plans.models import (
    FitTest,
    InsurerQuestion,
    PlanMilestone,
    TransformationPlan,
)
from tests.regioplan import moneymaking
from tests.regioplan import planmaking as making
from tests.world import fresh, set_up
from zorgzaam.access import may
from zorgzaam.routes import routes
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
INNER = (
    *("kanarievoorstel", "kanariedoel", "kanarieresultaat", "kanariecontact"),
    *("kanarievraag", "kanariemijlpaal", "kanarietoets"),
)
SHORT = ("kanariedoel", "kanarieresultaat", "kanariecontact")
TRY = "kanarieproef"


@pytest.fixture
def who(world):
    return making.insurers()


@pytest.fixture
def task(world):
    return moneymaking.a_task()


def secret(world, who, task, state=making.preliminary):
    """A plan with a word of its own in every place; other_org is its second party."""
    made = state(
        world, who, title="kanarietitel", proposal="kanarievoorstel", goals="kanariedoel", results="kanarieresultaat",
        contact="kanariecontact", others=[world.other_org], stones=[("kanariemijlpaal", "2030-01-01")],
    )  # fmt: skip
    other = fresh(who.other)
    asker = {"organisation_id": made.insurer_of(other.standing), "person": other.person}
    set_up(InsurerQuestion.objects.create)(plan=made, question="kanarievraag", **asker)
    lead = fresh(who.lead)
    fit(made, task, made.insurer_of(lead.standing), "kanarietoets", is_try=False)
    fit(made, task, world.partner_org.pk, TRY, is_try=True)
    return made


@set_up
def fit(made, task, organisation_id, explanation, is_try):
    test = FitTest.objects.create(
        plan=made, organisation_id=organisation_id, is_try=is_try, task_list=task.task_list
    )
    test.answers.create(task=task, fit="deels", explanation=explanation)


def everything(client, made):
    """All pages that list, search, and all of this plan."""
    lists = [
        route.name
        for route in routes()
        if "<" not in route.pattern and not route.name.startswith(("account_", "mfa_", "admin:"))
    ]
    found = [client.get(reverse(name)) for name in lists]
    found.append(client.get(f"{reverse('search')}?q=kanarievoorstel"))
    return "".join(answer.content.decode(errors="replace") for answer in found) + all_of(client, made)


def all_of(client, made):
    """Every page of this plan."""
    names = [route.name for route in routes() if "transformatieplannen/<uuid:pk>" in route.pattern]
    found = [client.get(reverse(name, args=[made.pk])) for name in names]
    found.append(client.get(reverse("history", args=["transformatieplan", made.pk])))
    return "".join(answer.content.decode(errors="replace") for answer in found)


def met(text):
    low = text.lower()  # a page begins a line with a capital
    return {word for word in (*INNER, TRY, "kanarietitel") if word in low}


@pytest.mark.parametrize("reader", ["visitor", "admin", "bureau"])
def test_a_plan_under_assessment_reaches_no_stranger(world, who, task, as_, reader):
    made = secret(world, who, task)
    found = met(everything(as_(world.readers[reader]), made))
    # The netwerkbureau has its board: the title and where the plan is. The search page repeats what was asked.
    assert found - {"kanarievoorstel"} == ({"kanarietitel"} if reader == "bureau" else set())
    assert TransformationPlan.objects.visible_to(world.readers[reader] or fresh(world.admin)).count() == 0


def test_its_own_people_read_it(world, who, task, as_):
    made = secret(world, who, task)
    theirs = {*INNER, "kanarietitel"}
    assert met(all_of(as_(world.partner), made)) == theirs - {"kanarietoets"} | {TRY}
    assert met(all_of(as_(world.other_partner), made)) == theirs - {"kanarietoets"}, "a try is of one party"
    for insurer in (who.lead, who.co, who.other):
        assert met(all_of(as_(insurer), made)) == theirs


def test_after_approval_everybody_reads_the_short_form(world, who, task, as_):
    made = secret(world, who, task, making.approved)
    for reader in (None, world.bureau, world.admin):
        assert met(all_of(as_(reader), made)) == {*SHORT, "kanarietitel"}
    assert "kanarietoets" in as_(world.partner).get(made.get_absolute_url()).content.decode(), (
        "after the decision"
    )


def test_an_insurer_sees_nothing_before_it_is_handed_in(world, who, as_):
    made = making.plan(world)
    assert as_(who.lead).get(made.get_absolute_url()).status_code == 404
    assert "Zorg dichtbij" not in as_(world.bureau).get(reverse("plan_board")).content.decode()
    moving.hand_in(made, by=world.partner)
    assert as_(who.lead).get(made.get_absolute_url()).status_code == 200
    assert "Zorg dichtbij" in as_(world.bureau).get(reverse("plan_board")).content.decode()
    assert not may(fresh(world.bureau), "regioplan.read_proposal", made)
    assert not [todo for todo in todos(fresh(world.bureau)) if "Zorg dichtbij" in todo.title]


def test_a_draft_that_is_taken_back_never_reaches_the_board(world, who, as_):
    made, handed_in = making.plan(world, "Stil plan"), making.plan(world, "Bekend plan")
    moving.withdraw(made, by=world.partner, reason="Toch niet.")
    moving.hand_in(handed_in, by=world.partner)
    moving.withdraw(making.fresh(handed_in), by=world.partner, reason="Toch niet.")
    board = as_(world.bureau).get(reverse("plan_board")).content.decode()
    assert "Bekend plan" in board
    assert "Stil plan" not in board


def test_insurers_do_not_read_earlier_drafts_in_the_history(world, who, as_):
    made = making.plan(world, proposal="eerste kanarie")
    change = set_up(TransformationPlan.objects.filter(pk=made.pk).update)
    change(proposal="Ingediende tekst")
    moving.hand_in(making.fresh(made), by=world.partner)
    for insurer in (who.lead, who.co):
        moving.judge(making.fresh(made), by=insurer, positive=True, reason="Past.")
    moving.decide(making.fresh(made), by=who.lead, positive=True, reason="Door.")
    stone = set_up(PlanMilestone.objects.create)(plan=made, title="tweede kanarie", due_on="2030-01-01")
    set_up(PlanMilestone.objects.filter(pk=stone.pk).update)(title="Een team")
    change(goals="derde kanarie")
    change(goals="Minder reizen")
    moving.hand_in(making.fresh(made), by=world.partner)
    url = reverse("history", args=["transformatieplan", made.pk])
    theirs, seen = (as_(one).get(url).content.decode() for one in (world.partner, who.lead))
    for draft in ("eerste kanarie", "tweede kanarie", "derde kanarie"):
        assert draft in theirs
        assert draft not in seen
    assert "In de wachtrij" in seen, "the steps are for them"


def answers(task, fit="ja", words="", version=""):
    return {f"fit_{task.number}": fit, f"words_{task.number}": words, "version": version}


def test_a_party_tries_the_test_and_an_insurer_fills_it_in(world, who, task, as_):
    made = making.plan(world)
    url = reverse("plan_try", args=[made.pk])
    partner = as_(world.partner)
    assert partner.post(url, answers(task, "nee", version=0)).status_code == 422, "no asks for words"
    assert partner.post(url, answers(task, "nee", "Wij doen iets anders.", 0)).status_code == 302
    assert FitTest.objects.get().is_try
    moving.hand_in(made, by=world.partner)
    url = reverse("plan_test", args=[made.pk])
    assert as_(who.lead).post(url, answers(task, "deels", "Half.", 0)).status_code == 302
    assert as_(who.co).post(url, answers(task, "ja", "", 0)).status_code == 302
    assert FitTest.objects.filter(is_try=False).count() == 2
    test = FitTest.objects.get(answers__explanation="Half.")
    assert as_(who.lead).post(url, answers(task, "ja", "", test.version)).status_code == 302
    stale = as_(who.lead).post(url, answers(task, "nee", "Te laat.", test.version))
    assert stale.status_code == 422
    assert not FitTest.objects.filter(answers__explanation="Te laat.").exists()
    page = as_(who.lead).get(made.get_absolute_url()).content.decode()
    assert "Wij doen iets anders." not in page
    assert "Half." not in page


def test_who_began_a_test_beside_a_colleague_loses_neither(world, who, task, as_):
    made = making.plan(world)
    url = reverse("plan_try", args=[made.pk])
    partner = as_(world.partner)
    assert 'name="version" value="0"' in partner.get(url).content.decode()
    assert partner.post(url, answers(task, "deels", "Van mijn collega.", 0)).status_code == 302
    late = partner.post(url, answers(task, "nee", "Van mij.", 0))
    assert late.status_code == 422
    page = late.content.decode()
    for words_there in ("Nu staat er: Van mijn collega.", "Nu staat er: Deels", "Van mij."):
        assert words_there in page
    test = FitTest.objects.get()
    assert test.answers.get().explanation == "Van mijn collega."
    assert partner.post(url, answers(task, "nee", "Van mij.", test.version)).status_code == 302, (
        "having seen it"
    )


def questions(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return sum(" FROM " in one["sql"] for one in found)


def test_more_plans_ask_no_more_questions(world, who, as_):
    pages = [(world.bureau, "plan_board"), (world.partner, "own_transformation_plans"), (who.lead, "partner")]
    counted = []
    for many in (2, 12):
        for number in range(many):
            moving.hand_in(making.plan(world, f"Plan {many}-{number}"), by=world.partner)
        counted.append([questions(as_(reader), reverse(name)) for reader, name in pages])
    assert counted[0] == counted[1]
