"""An agreed task that deliberately is not taken over says why, at the text, and that can be undone."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from governance.writing.leaving_out import leave_out, undo
from governance.writing.models import Aspect, LeftOut, TakenOver
from governance.writing.reviewing import sign
from governance.writing.taking_over import NewTask, Plan, take_over, waiting_in
from tests.governance import writing
from tests.governance.test_take_over_what_was_agreed import agreed
from tests.regioplan.refusing import in_savepoint
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db
WHY = "De provincie doet dit al."


@pytest.fixture
def team(world):
    return writing.a_team(world)


@pytest.fixture
def task_list():
    return themes.task_list("Deltalijst", datetime.date(2024, 1, 1))


def address(name, version, worked):
    return reverse(name, args=[version.pk, worked.pk])


def waits(user):
    return any(todo.title.startswith("Neem opgaven over") for todo in todos(user))


def a_plan(task_list):
    return Plan(NewTask(task_list, 1, "Een bus", ""), "", None, [])


def test_it_is_said_at_the_text_with_reason_and_name_and_undone_again(world, team, task_list, as_):
    version, worked = agreed(world, team)
    bureau, url = as_(world.bureau), address("hand_in_leave_out", version, worked)
    assert url in bureau.get(version.get_absolute_url()).content.decode()
    assert bureau.post(url, {"reason": ""}).status_code == 422
    assert bureau.post(url, {"reason": WHY}).status_code == 302
    page = words(as_(team.expert), reverse("writing_text", args=[team.assignment.pk]))
    for said in ("Bewust niet overgenomen", WHY, world.bureau.person.name):
        assert said in page
    assert not waits(world.bureau)
    assert waiting_in(version) == []
    assert WHY in words(bureau, reverse("history", args=["writing", team.assignment.pk]))
    back = address("hand_in_bring_back", version, worked)
    assert back in bureau.get(version.get_absolute_url()).content.decode()
    assert as_(world.other_member).post(back, {"ja": "ja"}).status_code == 302
    assert "Bewust niet overgenomen" not in words(bureau, version.get_absolute_url())
    assert LeftOut.objects.get().undone_by == world.other_member.person
    assert waits(world.bureau)
    assert take_over(version, worked.pk, a_plan(task_list), by=world.bureau)


def test_a_task_is_taken_over_or_left_out_and_never_both(world, team, task_list, as_):
    version, worked = agreed(world, team)
    leave_out(version, worked.pk, by=world.bureau, reason=WHY)
    with pytest.raises(ValidationError, match="Maak dat eerst ongedaan"):
        take_over(version, worked.pk, a_plan(task_list), by=world.bureau)
    page = as_(world.bureau).get(address("hand_in_take_over", version, worked), follow=True)
    assert "Maak dat eerst ongedaan" in page.content.decode()
    undo(version, worked.pk, by=world.bureau)
    take_over(version, worked.pk, a_plan(task_list), by=world.bureau)
    with pytest.raises(ValidationError, match="al overgenomen"):
        leave_out(version, worked.pk, by=world.bureau, reason=WHY)


def left(version, worked, world, **extra):
    """The raw path, past every rule in Python."""
    who = {"worked_task": worked, "hand_in": version, "person": world.bureau.person}
    return set_up(LeftOut.objects.create)(**who, **{"reason": WHY, **extra})


def taken(version, worked, world, task):
    who = {"worked_task": worked, "hand_in": version, "person": world.bureau.person, "task": task}
    return set_up(TakenOver.objects.create)(**who)


def refused(write):
    with pytest.raises(DatabaseError):
        set_up(in_savepoint)(write)


def test_the_database_holds_one_of_the_two(world, team, task_list):
    version, worked = agreed(world, team)
    task = themes.task(task_list, 1, "X")
    made = left(version, worked, world)
    refused(lambda: taken(version, worked, world, task))
    refused(lambda: left(version, worked, world))
    undone = {"undone_at": timezone.now(), "undone_by": world.bureau.person}
    assert set_up(LeftOut.objects.filter(pk=made.pk).update)(**undone) == 1
    assert taken(version, worked, world, task), "the control: once undone the raw path works"
    refused(lambda: left(version, worked, world))


def test_what_was_said_stays_and_is_undone_once(world, team):
    version, worked = agreed(world, team)
    made = leave_out(version, worked.pk, by=world.bureau, reason=WHY)
    refused(lambda: LeftOut.objects.update(reason="Anders"))
    refused(made.delete)
    refused(lambda: LeftOut.objects.update(undone_at=timezone.now()))
    assert undo(version, worked.pk, by=world.bureau)
    assert not undo(version, worked.pk, by=world.other_member), "twice is once"
    refused(lambda: LeftOut.objects.update(undone_at=None, undone_by=None))
    refused(lambda: left(version, worked, world, reason=""))
    assert left(version, worked, world), "the control, and it can be said anew"


def test_saying_it_twice_is_saying_it_once(world, team):
    version, worked = agreed(world, team)
    assert leave_out(version, worked.pk, by=world.bureau, reason=WHY) == leave_out(
        version, worked.pk, by=world.other_member, reason=WHY
    )
    with pytest.raises(ValidationError, match="De provincie doet dit al"):
        leave_out(version, worked.pk, by=world.other_member, reason="Te duur.")


def test_only_what_got_its_akkoord_is_left_out(world, team):
    version = writing.handed_in(team)
    worked = team.assignment.worked_tasks.get()
    with pytest.raises(ValidationError, match="akkoord"):
        leave_out(version, worked.pk, by=world.bureau, reason=WHY)
    refused(lambda: left(version, worked, world))
    for aspect in Aspect:
        sign(version, aspect, by=world.other_member)
    assert left(version, worked, world), "the control"


def test_who_wrote_it_leaves_nothing_out(world, team, as_):
    version, worked = agreed(world, team)
    url = address("hand_in_leave_out", version, worked)
    assert as_(team.lead).post(url, {"reason": WHY}).status_code == 403
    assert as_(world.partner).post(url, {"reason": WHY}).status_code == 404
    assert not LeftOut.objects.exists()
