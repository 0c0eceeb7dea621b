"""Goals, milestones and reports of one task, read in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from regioplan.progress.models import Goal, Indicator, Milestone, MilestoneChange
from regioplan.progress.reports import Measurement, ProgressReport, ReportState
from themes.tasks.models import TransformationTask
from zorgzaam.periods import Precision
from zorgzaam.standing import Reader
from zorgzaam.ui.charts import LineChart, line
from zorgzaam.ui.dates import day as in_words


@dataclass(frozen=True)
class Measured:
    """An indicator with its chart; None while nothing was measured."""

    indicator: Indicator
    chart: LineChart | None


@dataclass(frozen=True)
class Aim:
    goal: Goal
    measured: list[Measured]

    @property
    def when(self) -> str:
        """When it is to be reached, in words; whether it was is for the figures to say."""
        goal = self.goal
        if not goal.due_on:
            return "Wanneer we dit willen bereiken, is nog niet bekend"
        word = "op" if goal.due_precision == Precision.DAY else "in"
        return f"{'Te bereiken' if goal.due_on >= timezone.localdate() else 'Moest bereikt zijn'} {word} {goal.due}"

    @property
    def missing(self) -> list[str]:
        """What a SMART goal lacks, in words (R32)."""
        lacks = []
        if not self.measured:
            lacks.append("hoe we het meten")
        elif not any(each.indicator.target is not None for each in self.measured):
            lacks.append("een streefwaarde")
        return lacks if self.goal.due_on else [*lacks, "wanneer het bereikt is"]


@dataclass(frozen=True)
class Progress:
    """`report` is the last one that stands; `drafts` are of the reader's own organisation."""

    aims: list[Aim]
    milestones: list[Milestone]
    reports: list[ProgressReport]
    drafts: list[ProgressReport]


def progress_of(user: Reader, task: TransformationTask) -> Progress:
    """Everything a task page shows of progress; six queries."""
    moves = Prefetch("moves", MilestoneChange.objects.visible_to(user))
    reports = ProgressReport.objects.visible_to(user).filter(agreement__task=task)
    shown = list(reports.shown().order_by("-ends_on", "agreement"))
    handed_in = [report for report in shown if report.state == ReportState.SUBMITTED]
    corrected = {report.corrects_id for report in handed_in}
    return Progress(
        aims=_aims(user, task),
        milestones=list(Milestone.objects.visible_to(user).filter(task=task).prefetch_related(moves)),
        reports=[report for report in handed_in if report.pk not in corrected],
        drafts=[report for report in shown if report.state == ReportState.DRAFT],
    )


def _aims(user: Reader, task: TransformationTask) -> list[Aim]:
    indicators = Indicator.objects.visible_to(user).select_related("source").order_by("level", "name")
    goals = Goal.objects.visible_to(user).filter(task=task).select_related("source").order_by("position")
    rows: dict[Any, list[Measurement]] = defaultdict(list)
    values = Measurement.objects.visible_to(user).standing_now().filter(indicator__goal__task=task)
    for value in values.order_by("measured_on"):
        rows[value.indicator_id].append(value)
    return [
        Aim(goal, [Measured(each, _chart(each, rows[each.pk])) for each in goal.indicators.all()])
        for goal in goals.prefetch_related(Prefetch("indicators", indicators))
    ]


def _chart(indicator: Indicator, values: list[Measurement]) -> LineChart | None:
    if not values:
        return None
    rows = [(each.measured_on, in_words(each.measured_on, False), each.value, each.origin) for each in values]
    return line(indicator.name, indicator.unit, rows, target=indicator.target)
