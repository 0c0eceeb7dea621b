"""The fragment that reports on one theme: what it is for, its tasks and how they go, money, and what goes wrong."""

import datetime
from typing import Any

from django import forms

from governance.briefings.fragments import Fragment, register
from governance.briefings.fragments.money import FIELDS as MONEY_FIELDS
from governance.briefings.fragments.money import money_of_tasks
from governance.briefings.fragments.plans import PROGRESS_FIELDS, leads_of, reports_of
from governance.briefings.fragments.sourcing import begun, sourced
from regioplan.progress.models import Milestone
from themes.objectives.models import Objective
from themes.tasks.models import TaskList, TransformationTask
from themes.themes.models import Theme
from zorgzaam.lights import Light
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST


class ThemeForm(forms.Form):
    """Which theme."""

    theme = forms.ModelChoiceField(
        Theme.objects.select_related("generation").order_by("generation", "number"), label="Thema",
        empty_label="Kies een thema", error_messages=NOT_IN_LIST,
    )  # fmt: skip


def theme_report(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """All that was known of a theme on the day of the document, under the same headings for every theme; a constant
    number of queries."""
    theme: Theme = parameters["theme"]
    tasks = _tasks(theme, on, reader)
    objectives = [
        {**sourced(row, row.text, begun(row), url=theme.get_absolute_url()), "text": row.text}
        for row in Objective.objects.visible_to(reader).on(on).filter(theme=theme).order_by("position")
    ]
    rows, milestones = _progress(tasks, on, reader), _milestones(tasks, reader)
    money = money_of_tasks(tasks, on, reader)
    return {
        **sourced(theme),
        "theme": theme.name,
        "goal": theme.goal,
        "on": in_words(on, weekday=False),
        "objectives": objectives,
        "tasks": rows,
        "milestones": milestones,
        "money": money,
        "reported": any(row["reports"] for row in rows),
        "unknown": _unknown(theme, rows, money),
        "risks": [
            {**report, "task": row["label"]}
            for row in rows
            for report in row["reports"]
            if report["kind"] != Light.GREEN
        ],
    }


def _unknown(theme: Theme, rows: list[dict[str, Any]], money: list[Any]) -> str:
    """What nobody knows of it yet, as the end of one sentence."""
    known = {
        "het doel": theme.goal,
        "welke opgaven erbij horen": rows,
        "welk geld erbij hoort": money,
        "hoe het gaat": any(row["reports"] for row in rows),
    }
    missing = [what for what, there in known.items() if not there]
    return " en ".join([", ".join(missing[:-1]), missing[-1]] if missing[1:] else missing)


def _tasks(theme: Theme, on: datetime.date, reader: Reader) -> list[TransformationTask]:
    """Those of the list that leads on that day that touch the theme; two queries."""
    leading = TaskList.objects.visible_to(reader).leading(on)
    rows = TransformationTask.objects.visible_to(reader).filter(task_list=leading, theme_links__theme=theme)
    return list(rows.distinct().order_by("number")) if leading else []


def _progress(tasks: list[TransformationTask], on: datetime.date, reader: Reader) -> list[dict[str, Any]]:
    leads, reports = leads_of(tasks, on, reader), reports_of(tasks, on, reader)
    return [
        {
            **sourced(task),
            "label": task.label,
            "title": task.title,
            "leads": leads[task.pk],
            "reports": reports[task.pk],
        }
        for task in tasks
    ]


def _milestones(tasks: list[TransformationTask], reader: Reader) -> list[dict[str, Any]]:
    """What is planned, moved or reached, in the order of time; one query."""
    rows = Milestone.objects.visible_to(reader).filter(task__in=tasks).select_related("task")
    return [
        {
            **sourced(row, row.title, row.planned, url=f"{row.task.get_absolute_url()}#voortgang"),
            "name": row.title,
            "planned": row.planned,
            "state": row.get_state_display(),
        }
        for row in rows.order_by("planned_on", "pk")
    ]


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="theme_report",
            label="Voortgang van een thema",
            about="Het doel, de opgaven, hoe het gaat, het geld en de risico's van één thema.",
            form=ThemeForm,
            fill=theme_report,
            template="governance/fragments/theme_report.html",
            icon="chart-bar",
            fields={
                **PROGRESS_FIELDS,
                **MONEY_FIELDS,
                "goal": "Doel",
                "text": "Doelstelling",
                "planned": "Gepland",
                "state": "Stand",
            },
        )
    )
