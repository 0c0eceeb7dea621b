"""Fragments that tell a council what became of a plan: what each municipality decided, how each task goes."""

import datetime
from collections import defaultdict
from typing import Any

from django import forms
from django.urls import reverse

from governance.briefings.fragments import Fragment, NothingToShow, register
from governance.briefings.fragments.drawing import draw_lights
from governance.briefings.fragments.sourcing import sourced
from partners.regions.models import Municipality
from regioplan.agreements.models import Agreement, Role, State
from regioplan.approvals.stand import Cell, stand_on
from regioplan.plans.models import PlanVersion, Status
from regioplan.progress.reports import ProgressReport
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day as in_words
from zorgzaam.ui.forms import NOT_IN_LIST

PROGRESS_FIELDS = {
    "title": "Titel",
    "leads": "Trekker",
    "light": "Stoplicht",
    "period": "Periode",
    "reason": "Waarom",
}


class DecisionsForm(forms.Form):
    """Which version of a plan, and one municipality or all of its region."""

    version = forms.ModelChoiceField(
        PlanVersion.objects.filter(status=Status.PUBLISHED, plan__needs_decisions=True).select_related(
            "plan"
        ),
        label="Versie van het plan",
        empty_label="Kies een versie",
        error_messages=NOT_IN_LIST,
        help_text="Alleen wat gepubliceerd is.",
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.order_by("name"),
        label="Gemeente",
        required=False,
        empty_label="Alle gemeenten van de regio",
        error_messages=NOT_IN_LIST,
    )


class ProgressForm(forms.Form):
    """Which list of tasks; empty for the one that leads on the day of the document."""

    task_list = forms.ModelChoiceField(
        TaskList.objects.all(),
        label="Lijst van opgaven",
        required=False,
        empty_label="De laatste op de datum van het stuk",
        error_messages=NOT_IN_LIST,
    )


# ---------------------------------------------------------------- decisions
def decisions(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """What each college had done with a version on the day of the document; what came later is no part of it."""
    version = _readable(parameters["version"], on, reader)
    stand = stand_on(reader, version, on)
    only: Municipality | None = parameters.get("municipality")
    cells = [cell for cell in stand.cells if only is None or cell.municipality == only]
    if not cells:
        raise NothingToShow(
            "Deze gemeente besluit niet over dit plan." if only else "Geen gemeente besluit hierover."
        )
    published = in_words(version.published_on, weekday=False) if version.published_on else ""
    return {
        **sourced(version, f"{version.plan.title}, {version.name}", published),
        "plan": version.plan.title,
        "version": version.name,
        "on": in_words(on, weekday=False),
        "tally": "" if only else f"{stand.tally}.",
        "rows": [_decision(cell, version, on) for cell in cells],
    }


def _readable(version: PlanVersion, on: datetime.date, reader: Reader) -> PlanVersion:
    """The version, when this reader may see it and it was published by then. Raises NothingToShow."""
    found = PlanVersion.objects.visible_to(reader).filter(pk=version.pk).select_related("plan").first()
    if found is None or not found.is_out or (found.published_on and found.published_on > on):
        raise NothingToShow(
            "Op de datum van dit stuk is deze versie van het plan niet te lezen voor iedereen."
        )
    return found


def _decision(cell: Cell, version: PlanVersion, on: datetime.date) -> dict[str, Any]:
    fact = cell.fact
    told = fact.council_informed_on if fact else None
    label = f"{cell.municipality.name} over {version.plan.title}"
    when, where = fact.decided if fact else "", version.get_absolute_url()
    return {
        **sourced(fact or cell.municipality, label, when, about=cell.municipality, url=where),
        "municipality": cell.municipality.name,
        "outcome": cell.words,
        "when": fact.decided if fact else "",
        "conditions": fact.conditions if fact else "",
        "remarks": fact.remarks if fact else "",
        "council_informed": in_words(told, weekday=False) if told and told <= on else "",
        "document": fact.source.title if fact and fact.source else "",
    }


# ---------------------------------------------------------------- progress
def progress(parameters: dict[str, Any], on: datetime.date, reader: Reader) -> dict[str, Any]:
    """Of every task who leads it and the last report handed in by then; a later report is no part of it."""
    task_list = parameters.get("task_list") or TaskList.objects.visible_to(reader).leading(on)
    rows = TransformationTask.objects.visible_to(reader).filter(task_list=task_list).order_by("number")
    tasks = list(rows)
    if task_list is None or not tasks:
        raise NothingToShow("Welke transformatieopgaven er dan zijn, is nog niet bekend.")
    leads, reports = leads_of(tasks, on, reader), reports_of(tasks, on, reader)
    drawn = [(task.label, [report["kind"] for report in reports[task.pk]]) for task in tasks]
    return {
        **sourced(task_list, on=task_list.stated, url=reverse("tasks")),
        "list": task_list.name,
        "on": in_words(on, weekday=False),
        "drawing": draw_lights(drawn, "Kleuren van de laatste rapportages per opgave"),
        "rows": [
            {
                **sourced(task),
                "label": task.label,
                "title": task.title,
                "leads": leads[task.pk],
                "overarching": task.overarching,
                "reports": reports[task.pk],
            }
            for task in tasks
        ],
    }


def leads_of(tasks: list[TransformationTask], on: datetime.date, reader: Reader) -> dict[Any, list[str]]:
    """By task (its id) who leads it on that day."""
    found: dict[Any, list[str]] = defaultdict(list)
    held = Agreement.objects.visible_to(reader).in_force(on).filter(task__in=tasks, role=Role.LEAD)
    held = held.exclude(answers__state=State.ACCEPTED, answers__at__date__gt=on)
    for task, name in held.order_by("organisation__name").values_list("task_id", "organisation__name"):
        found[task].append(name)
    return found


def reports_of(tasks: list[TransformationTask], on: datetime.date, reader: Reader) -> dict[Any, list[Any]]:
    """By task (its id) the last report of each organisation."""
    rows = ProgressReport.objects.visible_to(reader).standing_on(on).filter(agreement__task__in=tasks)
    last = rows.select_related("agreement__organisation").order_by(
        "agreement_id", "-ends_on", "-submitted_at"
    )
    found: dict[Any, list[Any]] = defaultdict(list)
    for report in last.distinct("agreement_id"):
        found[report.agreement.task_id].append(_report(report))
    return {task.pk: sorted(found[task.pk], key=lambda row: row["who"]) for task in tasks}


def _report(report: ProgressReport) -> dict[str, Any]:
    day = in_words(report.submitted_at, weekday=False) if report.submitted_at else ""
    return {
        **sourced(report, on=day, about=report.agreement),
        "who": report.agreement.organisation.name,
        "period": report.period,
        "kind": report.light,
        "light": report.get_light_display(),
        "reason": report.reason,
    }


def register_all() -> None:
    """Called when the app registry is ready."""
    register(
        Fragment(
            key="plan_decisions",
            label="Besluiten van gemeenten",
            about="Wat elk college over een plan besloot, met datum, voorwaarden en bron.",
            form=DecisionsForm,
            fill=decisions,
            template="governance/fragments/plan_decisions.html",
            icon="gavel",
            fields={
                "outcome": "Besluit",
                "when": "Datum",
                "conditions": "Voorwaarden",
                "remarks": "Opmerkingen",
                "council_informed": "Raad geïnformeerd",
            },
        )
    )
    register(
        Fragment(
            key="task_progress",
            label="Voortgang per opgave",
            about="Per opgave wie trekt en wat de laatste rapportage zegt.",
            form=ProgressForm,
            fill=progress,
            template="governance/fragments/task_progress.html",
            icon="activity",
            fields={
                "title": "Titel",
                "leads": "Trekker",
                "light": "Stoplicht",
                "period": "Periode",
                "reason": "Waarom",
            },
        )
    )
