"""What people may do with tasks. Reading is open: lists, tasks, parts and links are public."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("themes.keep_tasks")
def may_keep_tasks(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau keeps the lists, what stands in them, and what became of what."""
    return standing.is_bureau


@rule("themes.view_history_of_task")
def may_look_back(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau and administrators."""
    return standing.is_bureau or standing.is_admin
