"""Themes and transformation tasks: public for everybody."""

import uuid

from tests.access_rows import BUREAU, Row, only
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


def kept(arguments=None):
    """A page of the netwerkbureau; whoever is somebody else sees the thing itself, so 403."""
    return Row(403, only(BUREAU), arguments)


def new(name):
    """A name no other row took."""
    return f"{name} {uuid.uuid4().hex[:6]}"


def own_list(world):
    return {"pk": making.task_list(new("werklijst")).pk}


def own_task(world):
    return {"pk": making.task(making.task_list(new("taaklijst")), 1, "Samen doen").pk}


def own_part(world):
    return {"pk": making.part(making.task_list(new("deellijst")), "Taal").pk}


def own_link(world):
    earlier = making.task(making.task_list(new("eerst")), 1, "Zoeken")
    return {"pk": making.became(earlier, making.task(making.task_list(new("later")), 1, "Vinden")).pk}


def own_theme_link(world):
    task = making.task(making.task_list(new("raaklijst")), 1, "Raken")
    return {"pk": making.touches(task, making.theme(making.generation(new("Raakplan")), "Geraakt")).pk}


def own_theme(world):
    return {"pk": making.theme(making.generation(new("Doelplan")), "Samen sterk").pk}


def own_objective(world):
    return {"pk": making.objective(making.theme(making.generation(new("Doelenplan")), "Samen fit")).pk}


ROWS = {
    "themes": OPEN,
    "theme": Row(200, arguments=theme),
    "theme@eerdere generatie": Row(200, arguments=former_theme),
    "theme@bestaat niet": Row(404, arguments=lambda world: {"pk": NOBODY}),
    "tasks": OPEN,
    "task": Row(200, arguments=task),
    "task@eerdere lijst": Row(200, arguments=older_task),
    "task@bestaat niet": Row(404, arguments=lambda world: {"pk": NOBODY}),
    "werkbank_tasks": kept(),
    "task_list_add": kept(),
    "task_list_edit": kept(own_list),
    "task_add": kept(own_list),
    "task_part_add": kept(own_list),
    "task_edit": kept(own_task),
    "task_link_add": kept(own_task),
    "task_theme_add": kept(own_task),
    "task_part_edit": kept(own_part),
    "task_link_edit": kept(own_link),
    "task_link_remove": kept(own_link),
    "task_theme_remove": kept(own_theme_link),
    "theme_edit": kept(own_theme),
    "theme_rename": kept(own_theme),
    "kept_themes": kept(),
    "kept_objectives": kept(own_theme),
    "objective_add": kept(own_theme),
    "objective_period": kept(own_theme),
    "objective_edit": kept(own_objective),
}
