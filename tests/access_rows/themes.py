"""Themes and transformation tasks: public for everybody."""

import uuid

from tests.access_rows import Row
from tests.themes import making

NOBODY = uuid.UUID(int=0)
OPEN = Row(200)


def theme(world):
    return {"pk": making.theme(making.generation(), "Samen gezond").pk}


def former_theme(world):
    """Of a generation that was never dated and is not the leading one."""
    making.generation("Later plan", 2030)
    return {"pk": making.theme(making.generation("Ouder plan", None), "Vroeger gezond").pk}


def task(world):
    return {"pk": making.task(making.task_list(), 1, "Ketens verbinden").pk}


def older_task(world):
    older = making.task(making.task_list("eerste lijst"), 1, "Ketens zoeken")
    making.task_list("nieuwe lijst")
    return {"pk": older.pk}


ROWS = {
    "themes": OPEN,
    "theme": Row(200, arguments=theme),
    "theme@eerdere generatie": Row(200, arguments=former_theme),
    "theme@bestaat niet": Row(404, arguments=lambda world: {"pk": NOBODY}),
    "tasks": OPEN,
    "task": Row(200, arguments=task),
    "task@eerdere lijst": Row(200, arguments=older_task),
    "task@bestaat niet": Row(404, arguments=lambda world: {"pk": NOBODY}),
}
