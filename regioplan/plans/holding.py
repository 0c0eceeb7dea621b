"""What a plan is about, for who reads it: its themes and tasks, as far as anybody said."""

from dataclasses import dataclass

from regioplan.plans.models import PlanVersion
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Held:
    """The themes of one generation and the tasks of one list, in their own order."""

    themes: list[Theme]
    tasks: list[TransformationTask]
    task_list: TaskList | None


def held_by(user: Reader, version: PlanVersion) -> Held | None:
    """What this version holds; None when nobody said. At most three queries."""
    if version.generation_id is None and version.task_list_id is None:
        return None
    themes = (
        Theme.objects.visible_to(user).filter(generation=version.generation_id).order_by("number", "name")
    )
    tasks = TransformationTask.objects.visible_to(user).filter(task_list=version.task_list_id)
    return Held(
        list(themes) if version.generation_id else [],
        list(tasks.select_related("task_list").order_by("number")) if version.task_list_id else [],
        version.task_list,
    )
