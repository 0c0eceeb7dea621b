"""Where nobody took something on: tasks without a lead, and participants without a task."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from partners.organisations.models import Organisation, ParticipationKind
from regioplan.agreements.models import Agreement, Role
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Gaps:
    """Tasks of the leading list that nobody leads, and organisations that take part and do nothing yet."""

    tasks: list[TransformationTask]
    organisations: list[Organisation]

    def __bool__(self) -> bool:
        return bool(self.tasks or self.organisations)


def gaps_on(user: Reader, day: datetime.date) -> Gaps:
    """What is missing on `day`; three queries."""
    return Gaps(without_lead(user, day), without_task(user, day))


def without_lead(user: Reader, day: datetime.date) -> list[TransformationTask]:
    """Tasks of the leading list nobody leads on `day`; two queries. The overarching task is of everybody and needs no
    lead."""
    leading = TaskList.objects.visible_to(user).leading(day)
    if leading is None:
        return []
    tasks = TransformationTask.objects.visible_to(user).filter(task_list=leading, overarching=False)
    led = Exists(Agreement.objects.in_force(day).filter(task=OuterRef("pk"), role=Role.LEAD))
    return list(tasks.exclude(led).order_by("number"))


def without_task(user: Reader, day: datetime.date) -> list[Organisation]:
    """Organisations that take part on `day` and have no agreement that holds; one query."""
    does_something = Exists(Agreement.objects.in_force(day).filter(organisation=OuterRef("pk")))
    members = Organisation.objects.visible_to(user).taking_part_on(day)
    return list(members.filter(takes_part=ParticipationKind.MEMBER).exclude(does_something).order_by("name"))
