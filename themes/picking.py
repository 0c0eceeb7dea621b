"""Choosing a theme or a task out of more than one generation or list: under a heading per generation or list."""

from typing import Any

from zorgzaam.ui.forms import under_headings


def group_themes(field: Any) -> None:
    """The themes of a choice under the name of their generation, the newest first."""
    rows = field.queryset.select_related("generation").order_by(
        "-generation__starts_on", "generation", "number"
    )
    under_headings(field, rows, lambda theme: str(theme.generation.name))
    field.label_from_instance = lambda theme: str(theme.name)


def group_tasks(field: Any) -> None:
    """The tasks of a choice under the name of their list, the newest first."""
    rows = field.queryset.select_related("task_list").order_by("-task_list__stated_on", "task_list", "number")
    under_headings(field, rows, lambda task: str(task.task_list.name))
    field.label_from_instance = lambda task: f"{task.label}. {task.title}"
