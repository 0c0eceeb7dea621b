"""Where nobody took something on: tasks without a lead, and participants without a task, with who was asked."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from partners.organisations.models import Organisation, ParticipationKind
from regioplan.agreements.models import Agreement, Role, State
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class TaskGap:
    """A task nobody leads or will lead; `asked` are the proposals to lead it that wait for an answer."""

    task: TransformationTask
    asked: list[Agreement]


@dataclass(frozen=True)
class Idle:
    """An organisation that takes part and takes nothing on; `asked` is what it was asked and did not answer."""

    organisation: Organisation
    asked: list[Agreement]


@dataclass(frozen=True)
class Gaps:
    """What is missing in the leading list: what begins later is no gap."""

    tasks: list[TaskGap]
    organisations: list[Idle]

    def __bool__(self) -> bool:
        return bool(self.tasks or self.organisations)


def gaps_on(user: Reader, day: datetime.date) -> Gaps:
    """What is missing on `day`; four queries."""
    return gaps_of(waiting(user), without_lead(user, day), without_task(user, day))


def waiting(user: Reader) -> list[Agreement]:
    """Proposals that wait for an answer, as far as this reader may know; one query."""
    rows = Agreement.objects.visible_to(user).filter(state=State.PROPOSED)
    return list(rows.select_related("organisation", "task").order_by("organisation__name"))


def gaps_of(
    asked: Sequence[Agreement], tasks: Iterable[TransformationTask], organisations: Iterable[Organisation]
) -> Gaps:
    """These tasks and organisations, each with what was `asked` about it: proposals that wait for an answer."""
    to_lead = [row for row in asked if row.role == Role.LEAD]
    return Gaps(
        [TaskGap(task, [row for row in to_lead if row.task_id == task.pk]) for task in tasks],
        [Idle(one, [row for row in asked if row.organisation_id == one.pk]) for one in organisations],
    )


def without_lead(user: Reader, day: datetime.date) -> list[TransformationTask]:
    """Tasks of the leading list nobody leads on `day` or later; two queries. The overarching task is of everybody and
    needs no lead."""
    leading = TaskList.objects.visible_to(user).leading(day)
    if leading is None:
        return []
    tasks = TransformationTask.objects.visible_to(user).filter(task_list=leading, overarching=False)
    led = Exists(Agreement.objects.taken_on(day).filter(task=OuterRef("pk"), role=Role.LEAD))
    return list(tasks.exclude(led).order_by("number"))


def without_task(user: Reader, day: datetime.date) -> list[Organisation]:
    """Organisations that take part on `day` and took nothing on; one query."""
    does_something = Exists(Agreement.objects.taken_on(day).filter(organisation__whole=OuterRef("whole")))
    members = Organisation.objects.visible_to(user).remaining().taking_part_on(day)
    return list(members.filter(takes_part=ParticipationKind.MEMBER).exclude(does_something).order_by("name"))
