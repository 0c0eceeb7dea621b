"""What a schrijfteam wrote and its programmateam agreed to becomes a task of the Regioplan, once and walkable."""

import datetime
import html

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from governance.writing.models import Aspect, SignOff, TakenOver, WritingAssignment
from governance.writing.reviewing import sign
from governance.writing.taking_over import NewTask, Plan, take_over
from regioplan.agreements.models import Agreement
from tests.governance import writing
from tests.regioplan import making
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import set_up
from themes.tasks.models import TransformationTask
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(world):
    return writing.a_team(world)


@pytest.fixture
def task_list():
    return themes.task_list("Deltalijst", datetime.date(2024, 1, 1))


def agreed(world, team, **extra):
    """A version with akkoord and one worked-out task for partner_org; the version and the task."""
    writing.concretising(team)
    writing.a_paragraph(team)
    worked = writing.a_task(
        team, text="<p>Eerst dit.</p><p>Dan dat.</p>", first_steps="Bel de buren", **extra
    )
    set_up(worked.organisations.add)(world.partner_org)
    version = writing.hand_in(team.assignment, by=team.lead)
    for aspect in Aspect:
        sign(version, aspect, by=world.other_member)
    return version, worked


def address(version, worked):
    return reverse("hand_in_take_over", args=[version.pk, worked.pk])


def words_in(answer):
    return html.unescape(answer.content.decode())


def typed(page):
    """What the form on a page holds, as its reader would send it."""
    return {
        name: value
        for field in page.context["form"]
        if (value := field.value()) not in (None, False)
        for name in [field.html_name]
    }


def test_a_task_is_made_with_its_goal_its_theme_and_a_proposal_that_waits_for_the_organisation(
    world, team, task_list, as_
):
    themes.task(task_list, 4, "Een buurthuis")
    version, worked = agreed(world, team, due_on=datetime.date(2030, 5, 1))
    page = as_(world.bureau).get(address(version, worked))
    sent = typed(page)
    assert (sent["number"], sent["title"]) == (5, "Een bus om het uur")
    assert sent["text"] == (
        "Eerst dit.\n\nDan dat.\n\nWaaraan we het zien:\nEen bus per uur\n\nEerste stappen:\nBel de buren"
    )
    answer = as_(world.bureau).post(address(version, worked), sent)
    assert answer.status_code == 302
    task = TransformationTask.objects.get(title="Een bus om het uur")
    assert (task.task_list, task.number) == (task_list, 5)
    assert task.goals.get().due_on == datetime.date(2030, 5, 1)
    assert task.goals.get().text == "Iedereen komt er"
    assert task.theme_links.get().theme == team.assignment.theme
    proposal = Agreement.objects.get()
    assert (proposal.organisation, proposal.state, proposal.what) == (
        world.partner_org, "voorgesteld", "Bel de buren",
    )  # fmt: skip
    proposal.accept(by=world.partner)
    assert "Afgesproken" in words(as_(world.other_member), version.get_absolute_url())


def test_one_walks_from_the_text_to_the_task_and_back_and_nobody_else_does(world, team, task_list, as_):
    version, worked = agreed(world, team)
    as_(world.other_member).post(
        address(version, worked), typed(as_(world.other_member).get(address(version, worked)))
    )
    task = TransformationTask.objects.get()
    for reader in (team.expert, world.bureau, world.other_member):
        assert version.get_absolute_url() in as_(reader).get(task.get_absolute_url()).content.decode()
    for page in (version.get_absolute_url(), reverse("writing_text", args=[team.assignment.pk])):
        assert task.get_absolute_url() in as_(team.expert).get(page).content.decode()
    for stranger in (None, world.partner, world.admin):
        assert team.body.name not in words(as_(stranger), task.get_absolute_url())


def test_pressing_twice_makes_one(world, team, task_list, as_):
    version, worked = agreed(world, team)
    sent = typed(as_(world.bureau).get(address(version, worked)))
    for _ in range(2):
        answer = as_(world.bureau).post(address(version, worked), sent)
    assert answer.status_code in (302, 422)
    assert (TransformationTask.objects.count(), Agreement.objects.count(), TakenOver.objects.count()) == (
        1,
        1,
        1,
    )


def test_who_is_second_hears_that_it_was_done_and_keeps_what_was_typed(world, team, task_list, as_):
    version, worked = agreed(world, team)
    sent = typed(as_(world.bureau).get(address(version, worked)))
    as_(world.other_member).post(address(version, worked), sent)
    answer = as_(world.bureau).post(address(version, worked), sent | {"title": "Mijn eigen titel"})
    assert answer.status_code == 422
    assert "Deze opgave is al overgenomen: “Een bus om het uur”." in words_in(answer)
    assert "Mijn eigen titel" in answer.content.decode()
    answer = as_(world.bureau).get(address(version, worked))
    assert answer.status_code == 302, "who only opens the page has nothing to lose"


def test_what_somebody_else_took_over_is_not_given_as_ones_own(world, team, task_list):
    version, worked = agreed(world, team)
    plan = Plan(NewTask(task_list, 1, "Een bus", ""), "", None, [])
    made = take_over(version, worked.pk, plan, by=world.bureau)
    assert take_over(version, worked.pk, plan, by=world.bureau) == made
    with pytest.raises(ValidationError, match="al overgenomen"):
        take_over(version, worked.pk, plan, by=world.other_member)


@pytest.mark.parametrize("asks", [True, False])
def test_mail_is_promised_only_when_somebody_is_asked(world, team, task_list, as_, asks):
    version, worked = agreed(world, team)
    sent = typed(as_(world.bureau).get(address(version, worked)))
    if not asks:
        sent.pop(f"ask-{world.partner_org.pk}")
    answer = as_(world.bureau).post(address(version, worked), sent, follow=True)
    assert "De opgave is overgenomen." in words_in(answer)
    assert ("Wie gevraagd is, krijgt bericht." in words_in(answer)) is asks


def test_it_may_join_a_task_that_is_there_and_ask_nobody(world, team, as_):
    task = making.a_task()
    version, worked = agreed(world, team, transformation_task=task)
    sent = typed(as_(world.bureau).get(address(version, worked)))
    assert str(sent["task"]) == str(task.pk), "what the team named is chosen beforehand"
    sent.pop(f"ask-{world.partner_org.pk}")
    as_(world.bureau).post(address(version, worked), sent)
    assert TakenOver.objects.get().task == task
    assert TransformationTask.objects.count() == 1
    assert not Agreement.objects.exists()


def test_a_task_that_is_there_gets_how_one_sees_it_and_the_first_steps_as_milestones(world, team, as_):
    task = making.a_task()
    version, worked = agreed(world, team, transformation_task=task)
    page = as_(world.bureau).get(address(version, worked))
    sent = typed(page)
    assert (sent["measure"], sent["steps"]) == ("Een bus per uur", "Bel de buren")
    assert "Kies je geen dag, dan worden het geen mijlpalen." in words_in(page), (
        "what does not come along is said"
    )
    sent |= {"steps": "Bel de buren\nVraag de provincie\n\nBel de buren", "steps_on": "2030-05-01"}
    making.milestone(task, "Bel de buren", datetime.date(2029, 1, 1))
    refused = as_(world.bureau).post(address(version, worked), sent)
    assert (refused.status_code, TakenOver.objects.count(), task.goals.count()) == (422, 0, 0)
    assert "De mijlpaal “Bel de buren” staat al bij deze opgave." in words_in(refused)
    sent["steps"] = "Praat met de buren\nVraag de provincie"
    assert as_(world.bureau).post(address(version, worked), sent).status_code == 302
    assert task.goals.get().text == "Iedereen komt er\n\nWaaraan we het zien: Een bus per uur"
    made = task.milestones.filter(planned_on=datetime.date(2030, 5, 1))
    assert {row.title for row in made} == {"Praat met de buren", "Vraag de provincie"}


def test_the_text_lists_the_proposals_that_came_from_it_and_no_other(world, team, task_list, as_):
    task = themes.task(task_list, 1, "Een buurthuis")
    elsewhere = making.proposal(task, world.partner_org, role="trekker")
    version, worked = agreed(world, team, transformation_task=task)
    as_(world.bureau).post(address(version, worked), typed(as_(world.bureau).get(address(version, worked))))
    own = Agreement.objects.exclude(pk=elsewhere.pk).get()
    page = as_(world.bureau).get(version.get_absolute_url()).content.decode()
    assert own.get_absolute_url() in page
    assert elsewhere.get_absolute_url() not in page
    link = TakenOver.objects.get().proposals.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(link.delete)()


def test_a_new_version_of_the_list_says_what_its_task_was(world, team, as_):
    earlier = making.a_task()
    later = themes.task_list("Volgende lijst", datetime.date(2031, 1, 1))
    version, worked = agreed(world, team, transformation_task=earlier)
    url = f"{address(version, worked)}?lijst={later.pk}"
    as_(world.bureau).post(url, typed(as_(world.bureau).get(url)) | {"lijst": later.pk})
    task = later.tasks.get()
    assert task.earlier_links.get().earlier == earlier
    assert "Volgende lijst" in words(as_(None), task.get_absolute_url())


def test_the_list_that_leads_is_chosen_also_when_the_team_named_a_task_of_an_older_one(world, team, as_):
    older = themes.task(themes.task_list("Oude lijst", datetime.date(2020, 1, 1)), 1, "Een oude opgave")
    leading = themes.task_list("Deltalijst", datetime.date(2024, 1, 1))
    themes.task_list("Lijst van later", datetime.date(2100, 1, 1))
    version, worked = agreed(world, team, transformation_task=older)
    page = as_(world.bureau).get(address(version, worked))
    assert page.context["task_list"] == leading
    for said in ("Wat deze opgave eerder was", "Een oude opgave", "Oude lijst"):
        assert said in words_in(page), "it is said before it is done"
    own_list = f"{address(version, worked)}?lijst={older.task_list_id}"
    assert "Wat deze opgave eerder was" not in words_in(as_(world.bureau).get(own_list))
    as_(world.bureau).post(address(version, worked), typed(page))
    assert leading.tasks.get().earlier_links.get().earlier == older


def test_a_number_or_a_role_that_is_taken_is_said_and_nothing_is_made(world, team, task_list, as_):
    taken = themes.task(task_list, 1, "Een buurthuis")
    making.proposal(taken, world.partner_org, role="partner")
    version, worked = agreed(world, team)
    sent = typed(as_(world.bureau).get(address(version, worked)))
    answer = as_(world.bureau).post(address(version, worked), sent | {"number": 1})
    assert answer.status_code == 422
    assert "Dit nummer heeft een andere opgave al." in answer.content.decode()
    answer = as_(world.bureau).post(address(version, worked), sent | {"task": taken.pk})
    assert answer.status_code == 422
    assert "heeft deze rol bij deze opgave al" in answer.content.decode()
    assert not TakenOver.objects.exists()


def test_only_what_got_its_akkoord_is_taken_over(world, team, task_list, as_):
    version = writing.handed_in(team)
    worked = team.assignment.worked_tasks.get()
    answer = as_(world.bureau).get(address(version, worked), follow=True)
    assert "pas als het programmateam akkoord gaf" in answer.content.decode()
    values = {
        "worked_task": worked, "hand_in": version, "task": themes.task(task_list, 1, "X"),
        "person": world.bureau.person,
    }  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(TakenOver.objects.create)(**values)
    for aspect in Aspect:
        set_up(SignOff.objects.create)(hand_in=version, aspect=aspect, person=world.other_member.person)
    set_up(lambda: WritingAssignment.objects.update(step="akkoord"))()
    assert set_up(TakenOver.objects.create)(**values), "the control: with akkoord the raw path works"


def test_it_waits_on_the_werkbank_until_it_is_done(world, team, task_list, as_):
    def asked(user):
        return [todo for todo in todos(user) if todo.title.startswith("Neem opgaven over")]

    version, worked = agreed(world, team)
    assert len(asked(world.bureau)) == len(asked(world.other_member)) == 1
    assert not asked(team.lead)
    assert as_(team.lead).get(address(version, worked)).status_code == 403
    as_(world.bureau).post(address(version, worked), typed(as_(world.bureau).get(address(version, worked))))
    assert not asked(world.bureau)
