"""Fragments about themes, which lie a floor below: the themes of a generation, a list of tasks."""

import datetime
from typing import Any

from django import forms
from django.urls import reverse

from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.briefings.fragments.sourcing import begun, sourced
from themes.generations.models import ThemeGeneration
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme
from zorgzaam.standing import Reader


class GenerationForm(forms.Form):
    """Which generation of themes; empty for the one that leads on the day of the document."""

    generation = forms.ModelChoiceField(
        ThemeGeneration.objects.all(),
        label="Indeling",
        required=False,
        empty_label="Die geldt op de datum van het stuk",
    )


class TaskListForm(forms.Form):
    """Which list of tasks; empty for the last one stated before the day of the document."""

    task_list = forms.ModelChoiceField(
        TaskList.objects.all(),
        label="Lijst",
        required=False,
        empty_label="De laatste op de datum van het stuk",
    )


def themes(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """The themes of a generation in order, each with its aim where that is known."""
    generations = ThemeGeneration.objects.visible_to(reader)
    generation = parameters.get("generation") or generations.leading(on)
    rows = Theme.objects.visible_to(reader).filter(generation=generation).order_by("number")
    found = [{**sourced(row), "number": row.number, "name": row.name, "goal": row.goal} for row in rows]
    if generation is None or not found:
        raise NothingToShow("Welke thema's er dan zijn, is nog niet bekend.")
    return {
        **sourced(generation, on=begun(generation), url=reverse("themes")),
        "generation": generation.name,
        "period": generation.period,
        "with_goals": any(row["goal"] for row in found),
        "rows": found,
    }


def tasks(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """The transformation tasks of a list in order, the overarching one first."""
    task_list = parameters.get("task_list") or TaskList.objects.visible_to(reader).leading(on)
    rows = TransformationTask.objects.visible_to(reader).filter(task_list=task_list).order_by("number")
    found = [{**sourced(task), "label": task.label, "title": task.title} for task in rows]
    if task_list is None or not found:
        raise NothingToShow("Welke transformatieopgaven er dan zijn, is nog niet bekend.")
    source = sourced(task_list, on=task_list.stated, url=reverse("tasks"))
    return {**source, "list": task_list.name, "stated": task_list.stated, "rows": found}


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="themes",
            label="Thema's",
            about="De thema's van een indeling, met het doel van elk.",
            form=GenerationForm,
            fill=themes,
            template="governance/fragments/themes.html",
            fields={"name": "Naam", "goal": "Doel"},
        )
    )
    register(
        Fragment(
            key="tasks",
            label="Lijst van opgaven",
            about="De transformatieopgaven van een lijst, de overkoepelende eerst.",
            form=TaskListForm,
            fill=tasks,
            template="governance/fragments/tasks.html",
            fields={"label": "Nummer", "title": "Titel"},
        )
    )
