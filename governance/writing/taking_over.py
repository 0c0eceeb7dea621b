"""What was agreed becomes work: a worked-out task becomes a transformation task, its organisations are asked.

The transformation task, its goal and the proposals are made in one transaction with the fact that they came from here;
a worked-out task is taken over once, however often somebody asks.
"""

import datetime
import html
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from governance.writing.models import (
    HandIn,
    LeftOut,
    ProposalFromText,
    TakenOver,
    WorkedTask,
    WritingAssignment,
)
from governance.writing.models.assignments import person_of
from governance.writing.models.outcomes import LEFT_OUT, NOT_AGREED, undecided
from governance.writing.steps import Step
from partners.organisations.models import Organisation
from regioplan.agreements.models import Agreement
from regioplan.progress.models import Goal, Milestone
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

TAKEN_OVER = "Deze opgave is al overgenomen: “{}”."
NUMBER_TAKEN = "Dit nummer heeft een andere opgave al. Kies het volgende."
STEP_THERE = "De mijlpaal “{}” staat al bij deze opgave. Haal die regel weg."
ASKED_ALREADY = (
    "{} heeft deze rol bij deze opgave al, of is ervoor gevraagd. Kies een andere rol, of vraag het niet."
)


@dataclass(frozen=True)
class NewTask:
    """A task that is added to a list."""

    task_list: TaskList
    number: int
    title: str
    text: str


@dataclass(frozen=True)
class Asked:
    """What is proposed to one organisation; `role` is a value of agreements' Role."""

    organisation: Organisation
    role: str
    what: str


@dataclass(frozen=True)
class Plan:
    """What becomes of a worked-out task: a new transformation task or one there is, its goal ("" for none) with the
    day it should be reached, who is asked for what, and the first steps that become milestones by `steps_on`."""

    into: NewTask | TransformationTask
    goal: str
    due_on: datetime.date | None
    asked: Sequence[Asked]
    steps: Sequence[str] = ()
    steps_on: datetime.date | None = None


def plain(rich: str) -> str:
    """Cleaned HTML as text, a blank line between its paragraphs."""
    broken = re.sub(r"</(p|h\d|ul|ol|blockquote)>", "\n\n", rich)
    text = strip_tags(re.sub(r"</li>|<br ?/?>", "\n", broken))
    return re.sub(r"\n{3,}", "\n\n", html.unescape(text)).strip()


def words_of(worked: WorkedTask) -> dict[str, str]:
    """What a worked-out task says, as the text and the goal of a transformation task."""
    steps = f"Eerste stappen:\n{worked.first_steps}" if worked.first_steps else ""
    parts = (plain(worked.text), f"Waaraan we het zien:\n{worked.measure}", steps)
    return {"text": "\n\n".join(part for part in parts if part), "goal": worked.goal}


def next_number(task_list: TaskList) -> int:
    """The first number after the last one of a list."""
    last = task_list.tasks.order_by("number").last()
    return (last.number if last else 0) + 1


def waiting_in(version: HandIn) -> list[WorkedTask]:
    """The worked-out tasks of an agreed version nobody took over or left out yet."""
    if version.assignment.step != Step.AGREED:
        return []
    return list(undecided().filter(assignment=version.assignment_id))


@transaction.atomic
def take_over(version: HandIn, key: uuid.UUID, plan: Plan, *, by: Person | User) -> TakenOver:
    """Make the task, its goal and the proposals; asked again by the same person it gives what was made
    then.

    ValidationError (Dutch) when somebody else took it over, the text has no akkoord, the number is taken, or an
    organisation was asked already.
    """
    assignment = WritingAssignment.objects.select_for_update().get(pk=version.assignment_id)
    done: TakenOver | None = TakenOver.objects.select_related("task").filter(worked_task=key).first()
    if done is not None:
        if done.person_id != person_of(by).pk:
            raise ValidationError(TAKEN_OVER.format(done.task))
        return done
    worked = WorkedTask.objects.present().filter(pk=key, assignment=assignment).first()
    if worked is None or assignment.step != Step.AGREED:
        raise ValidationError(NOT_AGREED)
    if LeftOut.objects.active().filter(worked_task=worked).exists():
        raise ValidationError(LEFT_OUT)
    with acting(by, reason=f"Uit het werk van {assignment.team}"):
        task = _task(plan.into, worked, person_of(by))
        _goal(task, plan)
        _milestones(task, plan)
        made = TakenOver.objects.create(worked_task=worked, hand_in=version, task=task, person=person_of(by))
        for agreement in _ask(task, plan.asked, person_of(by)):
            ProposalFromText.objects.create(taken_over=made, agreement=agreement)
        return made


def _task(into: NewTask | TransformationTask, worked: WorkedTask, by: Person) -> TransformationTask:
    """The task itself; a new one says of which theme it is, and what it was in an earlier list."""
    if isinstance(into, TransformationTask):
        task = into
    else:
        task = _new(into)
        earlier = earlier_of(worked, task.task_list)
        if earlier:
            said = {"derived": False, "author": by, "noted_on": timezone.localdate()}
            TaskLink.objects.create(
                earlier=earlier, later=task, note="Door het schrijfteam uitgewerkt", **said
            )
    said = {"derived": False, "author": by, "noted_on": timezone.localdate()}
    TaskTheme.objects.get_or_create(task=task, theme=worked.assignment.theme, defaults=said)
    return task


def earlier_of(worked: WorkedTask, task_list: TaskList) -> TransformationTask | None:
    """The task a new one in this list follows: the one the team named, when that is of another list."""
    named: TransformationTask | None = worked.transformation_task
    return named if named and named.task_list_id != task_list.pk else None


def _new(into: NewTask) -> TransformationTask:
    # Locked, so that two people who take over at once are not given the same number.
    TaskList.objects.select_for_update(no_key=True).get(pk=into.task_list.pk)
    if into.task_list.tasks.filter(number=into.number).exists():
        raise ValidationError(NUMBER_TAKEN)
    return TransformationTask.objects.create(
        task_list=into.task_list, number=into.number, title=into.title, text=into.text
    )


def _goal(task: TransformationTask, plan: Plan) -> None:
    if not plan.goal:
        return
    TransformationTask.objects.select_for_update(no_key=True).get(pk=task.pk)
    last = task.goals.order_by("position").last()
    Goal.objects.create(
        task=task, text=plan.goal, due_on=plan.due_on, position=(last.position if last else 0) + 1
    )


def _milestones(task: TransformationTask, plan: Plan) -> None:
    """A milestone per first step; none without a day."""
    if plan.steps_on is None:
        return
    for title in plan.steps:
        if task.milestones.filter(title=title).exists():
            raise ValidationError(STEP_THERE.format(title))
        Milestone.objects.create(task=task, title=title, planned_on=plan.steps_on)


def _ask(task: TransformationTask, asked: Sequence[Asked], by: Person) -> list[Agreement]:
    """Proposals; each organisation accepts or refuses its own."""
    made = []
    for one in asked:
        row = Agreement(
            task=task, organisation=one.organisation, role=one.role, what=one.what, proposed_by=by
        )
        try:
            row.validate_constraints()
        except ValidationError as refusal:
            raise ValidationError(ASKED_ALREADY.format(one.organisation)) from refusal
        row.save()
        made.append(row)
    return made
