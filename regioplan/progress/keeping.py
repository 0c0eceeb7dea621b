"""Keeping goals, indicators, figures, milestones and the rhythm of reporting."""

import uuid
from typing import Any

from django.db.models import Max, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from regioplan.progress.due import due_reports
from regioplan.progress.forms import (
    CorrectionForm,
    GoalForm,
    IndicatorForm,
    MeasurementForm,
    MilestoneForm,
    MilestoneMoveForm,
    RhythmForm,
)
from regioplan.progress.models import Goal, Indicator, Milestone
from regioplan.progress.reports import Measurement, ReportingRhythm
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.access import get_for, get_visible
from zorgzaam.doors import BUREAU, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

RULE = "regioplan.keep_progress"
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@entrance(Door.ANY, RULE)
@once
def add_goal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A goal of a task."""
    task = _task(request, pk)
    form = GoalForm(request.POST or None, instance=Goal(task=task))
    lead = "Wat is er straks anders, en wanneer? Hoe je het meet, voeg je daarna toe."

    def act() -> None:
        # Two who add a goal follow each other: the place is taken while the task is held.
        TransformationTask.objects.select_for_update(no_key=True).get(pk=task.pk)
        last = Goal.objects.filter(task=task).aggregate(last=Max("position"))["last"] or 0
        form.instance.position = last + 1
        form.save()

    return form_page(request, form, _page("Doel toevoegen", task, lead=lead), act=act)


@require_http_methods(METHODS)
@entrance(Door.ANY, RULE)
@once
def edit_goal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Other words for a goal."""
    row = get_visible(request.user, Goal.objects.select_related("task"), pk=pk)
    form = GoalForm(request.POST or None, instance=row)
    return form_page(request, form, _page("Doel wijzigen", _task(request, row.task_id)))


@require_http_methods(METHODS)
@entrance(Door.ANY, RULE)
@once
def add_indicator(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How a goal is measured."""
    goal = get_visible(request.user, Goal.objects.select_related("task"), pk=pk)
    task = _task(request, goal.task_id)
    form = IndicatorForm(request.POST or None, instance=Indicator(goal=goal))
    return form_page(request, form, _page("Indicator toevoegen", task, lead=f"Bij het doel: {goal.text}"))


@require_http_methods(METHODS)
@entrance(Door.ANY, RULE)
@once
def edit_indicator(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another name, unit or target."""
    row = get_visible(request.user, Indicator.objects.select_related("goal"), pk=pk)
    form = IndicatorForm(request.POST or None, instance=row)
    return form_page(request, form, _page("Indicator wijzigen", _task(request, row.goal.task_id)))


@require_http_methods(METHODS)
@entrance(Door.ANY, RULE)
@once
def add_measurement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A figure beside any report, such as one of a monitor."""
    indicator = get_visible(request.user, Indicator.objects.select_related("goal"), pk=pk)
    task = _task(request, indicator.goal.task_id)
    form = MeasurementForm(request.POST or None, instance=Measurement(indicator=indicator))
    beside = Measurement.objects.visible_to(request.user).filter(indicator=indicator, report=None)
    page = _page("Cijfer toevoegen", task, lead=str(indicator), template="regioplan/measurement_form.html")
    return form_page(request, form, page, figures=beside.order_by("measured_on"), indicator=indicator)


@require_http_methods(METHODS)
@entrance(Door.ANY, "regioplan.correct_figure")
@once
def correct_measurement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A figure that was written down wrong; one in a report is corrected with that report."""
    rows = Measurement.objects.filter(report=None).select_related("indicator__goal__task")
    row = get_for(request.user, rows, "regioplan.correct_figure", pk=pk)
    form = CorrectionForm(request.POST or None, instance=row)
    task = row.indicator.goal.task
    page = _page(
        "Cijfer verbeteren", task, lead=str(row.indicator), template="regioplan/measurement_form.html"
    )
    return form_page(request, form, page, measurement=row)


@require_http_methods(METHODS)
@entrance(Door.ANY, RULE)
@once
def add_milestone(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A point on the way."""
    task = _task(request, pk)
    form = MilestoneForm(request.POST or None, instance=Milestone(task=task))
    return form_page(request, form, _page("Mijlpaal toevoegen", task))


@require_http_methods(METHODS)
@entrance(Door.ANY, RULE)
@once
def move_milestone(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Reached, moved or dropped."""
    row = get_visible(request.user, Milestone.objects.select_related("task"), pk=pk)
    task = _task(request, row.task_id)
    initial = {"on": timezone.localdate()}
    form = MilestoneMoveForm(request.POST or None, row=row, initial=initial)
    page = _page(row.title, task, lead=f"Gepland: {row.planned}")
    return form_page(request, form, page, act=lambda: form.save(request.user))


@require_safe
@entrance(Door.WERKBANK, BUREAU)
def kept_progress(request: HttpRequest) -> HttpResponse:
    """Which reports are late or on their way, how often the region reports, and the goals per task."""
    day = timezone.localdate()
    due = due_reports(day)
    leading = TaskList.objects.visible_to(request.user).leading(day)
    goals = Prefetch("goals", Goal.objects.visible_to(request.user).order_by("position"))
    tasks = TransformationTask.objects.visible_to(request.user).filter(task_list=leading)
    context = {
        "tasks": tasks.prefetch_related(goals).order_by("number") if leading else [],
        "late": [each for each in due if each.is_late],
        "waiting": [each for each in due if not each.is_late],
        "rhythms": ReportingRhythm.objects.visible_to(request.user),
        "day": day,
    }
    return render(request, "regioplan/kept_progress.html", context)


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, BUREAU)
@once
def add_rhythm(request: HttpRequest) -> HttpResponse:
    """From a day on the region reports as often as this."""
    form = RhythmForm(request.POST or None)
    return form_page(request, form, _rhythm_page("Ritme kiezen"))


@require_http_methods(METHODS)
@entrance(Door.WERKBANK, "regioplan.set_rhythm")
@once
def edit_rhythm(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another rhythm, or more time."""
    row = get_for(request.user, ReportingRhythm.objects, "regioplan.set_rhythm", pk=pk)
    return form_page(request, RhythmForm(request.POST or None, instance=row), _rhythm_page("Ritme wijzigen"))


def _rhythm_page(title: str) -> FormPage:
    lead = "Trekkers krijgen na elke periode de vraag hoe het gaat. Over de tijd voor hun ja vragen we niets."
    home = reverse("werkbank_progress")
    return FormPage(
        title,
        home,
        lead=lead,
        crumbs=[
            ("Werkbank", reverse("werkbank")),
            ("Regioplan", reverse("regioplan_hub")),
            ("Voortgang", home),
        ],
    )


def _task(request: HttpRequest, pk: uuid.UUID) -> TransformationTask:
    """The task, for who keeps its progress."""
    task: TransformationTask = get_for(request.user, TransformationTask.objects, RULE, pk=pk)
    return task


def _page(title: str, task: TransformationTask, **words: Any) -> FormPage:
    back = f"{task.get_absolute_url()}#voortgang"
    return FormPage(title, back, kicker=task.title, crumbs=[(task.label, task.get_absolute_url())], **words)
