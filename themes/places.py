"""What this app shows on pages of the house."""

from typing import Any

from django.http import HttpRequest

from themes.generations.models import ThemeGeneration
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme
from zorgzaam.places import Block


def on_front_page(request: HttpRequest, subject: Any) -> Block | None:
    """The themes of the leading generation, and the task above all others; nothing in an empty house."""
    generation = ThemeGeneration.objects.visible_to(request.user).leading()
    if generation is None:
        return None
    task_list = TaskList.objects.visible_to(request.user).leading()
    tasks = TransformationTask.objects.visible_to(request.user)
    context = {
        "generation": generation,
        "themes": Theme.objects.visible_to(request.user).filter(generation=generation).order_by("number"),
        "overarching": tasks.filter(task_list=task_list, overarching=True).first() if task_list else None,
    }
    return Block("themes/home_block.html", context)
