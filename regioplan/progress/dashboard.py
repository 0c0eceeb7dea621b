"""What a dashboard shows: lights per task, milestones, and how the lights were per period.

Read in a constant number of queries, whatever the size of the region.
"""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from regioplan.agreements.gaps import Gaps, gaps_of, without_task
from regioplan.agreements.models import PUBLIC, Agreement, Role, State
from regioplan.progress.due import Due, due_of, with_what_is_due
from regioplan.progress.models import Milestone
from regioplan.progress.periods import short
from regioplan.progress.reports import ProgressReport, ReportQuerySet
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.lights import Light
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.charts import StackedChart, stacked

AHEAD = datetime.timedelta(days=183)
COLUMNS = 6


@dataclass(frozen=True)
class TaskRow:
    """A task with who leads it now or later, who else takes part, and their last reports, the worst light first."""

    task: TransformationTask
    leads: list[Agreement]
    others: list[Agreement]
    reports: list[ProgressReport]

    @property
    def report(self) -> ProgressReport | None:
        """The report that decides the light."""
        return self.reports[0] if self.reports else None

    @property
    def has_to_begin(self) -> bool:
        """Whether all who lead it begin later."""
        return bool(self.leads) and all(each.has_to_begin for each in self.leads)


@dataclass(frozen=True)
class Dashboard:
    """`due` and `gaps` are for the netwerkbureau; empty for everybody else.

    `regional` is there for a municipality: what organisations of no municipality in particular do, so there too.
    """

    rows: list[TaskRow]
    late: list[Milestone]
    coming: list[Milestone]
    chart: StackedChart | None
    due: list[Due]
    gaps: Gaps
    regional: Sequence[Agreement] = ()


def dashboard(user: Reader, day: datetime.date, municipality: Municipality | None = None) -> Dashboard:
    """The region on `day`, or what the organisations of one municipality do in it."""
    tasks, staff = _tasks(user, day), standing_of(user).is_bureau
    known = _known(user, tasks, staff=staff)
    accepted = [each for each in known if each.is_public]
    agreements = [each for each in accepted if each.is_taken_on(day)]
    asked = [each for each in known if not each.is_public]
    regional = (
        [each for each in agreements if each.organisation.municipality_id is None] if municipality else []
    )
    if municipality:
        own = {each.task_id for each in agreements if each.organisation.municipality_id == municipality.pk}
        tasks = [task for task in tasks if task.pk in own]
    late, coming = _milestones(user, tasks, day)
    rows = _rows(tasks, agreements, _last_reports(user, tasks))
    return Dashboard(
        rows=rows,
        late=late,
        coming=coming,
        chart=_chart(user, tasks),
        due=_late(accepted, tasks, day) if staff else [],
        gaps=_gaps(user, rows, asked, day, municipality) if staff else Gaps([], []),
        regional=regional,
    )


def _tasks(user: Reader, day: datetime.date) -> list[TransformationTask]:
    """The tasks of the list that leads on `day`; one query."""
    leading = TaskList.objects.visible_to(user).led_by(day).values("pk")[:1]
    return list(TransformationTask.objects.visible_to(user).filter(task_list__in=leading).order_by("number"))


def _known(user: Reader, tasks: list[TransformationTask], *, staff: bool) -> list[Agreement]:
    """What was ever accepted for these tasks, by organisation; for staff with the proposals that wait for an answer
    and what is still to be reported. One query."""
    states = (*PUBLIC, State.PROPOSED) if staff else PUBLIC
    rows = Agreement.objects.visible_to(user).filter(task__in=tasks, state__in=states)
    rows = rows.select_related("organisation", "task").order_by("organisation__name")
    return list(with_what_is_due(rows) if staff else rows)


def _last_reports(user: Reader, tasks: list[TransformationTask]) -> list[ProgressReport]:
    """The last report that stands of each agreement, without its long text; one query."""
    rows = _standing(user, tasks).order_by("agreement_id", "-ends_on", "-submitted_at")
    return list(rows.distinct("agreement_id").defer("text"))


def _standing(user: Reader, tasks: list[TransformationTask]) -> ReportQuerySet:
    return ProgressReport.objects.visible_to(user).standing_now().filter(agreement__task__in=tasks)


def _rows(
    tasks: list[TransformationTask], agreements: list[Agreement], reports: list[ProgressReport]
) -> list[TaskRow]:
    """A row per task, with the last report of each agreement."""
    by_task: dict[Any, list[Agreement]] = defaultdict(list)
    for each in agreements:
        by_task[each.task_id].append(each)
    last = {report.agreement_id: report for report in reports}
    return [_row(task, by_task[task.pk], last) for task in tasks]


def _row(task: TransformationTask, held: list[Agreement], last: dict[Any, ProgressReport]) -> TaskRow:
    said = [last[each.pk] for each in held if each.pk in last]
    return TaskRow(
        task,
        [each for each in held if each.role == Role.LEAD],
        [each for each in held if each.role != Role.LEAD],
        sorted(said, key=lambda report: -Light.values.index(report.light)),
    )


def _milestones(
    user: Reader, tasks: list[TransformationTask], day: datetime.date
) -> tuple[list[Milestone], list[Milestone]]:
    """Late ones, and those of the coming half year; one query."""
    rows = Milestone.objects.visible_to(user).filter(task__in=tasks)
    found = list(
        (rows.late(day) | rows.coming(day, day + AHEAD)).select_related("task").order_by("planned_on")
    )
    return [row for row in found if row.planned_on < day], [row for row in found if row.planned_on >= day]


def _chart(user: Reader, tasks: list[TransformationTask]) -> StackedChart | None:
    """How many reports of each colour per period, the last periods; counted by the database, one query."""
    counts = {light.value: Count("pk", filter=Q(light=light)) for light in Light}
    found = _standing(user, tasks).values("starts_on", "ends_on").annotate(**counts)
    last = list(found.order_by("-ends_on", "starts_on")[:COLUMNS])[::-1]
    if not last:
        return None
    columns = [(short(row["starts_on"], row["ends_on"]), _counts(row)) for row in last]
    return stacked("Kleuren van de rapportages per periode", Light.choices, columns)


def _counts(row: Mapping[str, Any]) -> dict[str, int]:
    return {light.value: row[light.value] for light in Light}


def _late(accepted: list[Agreement], tasks: list[TransformationTask], day: datetime.date) -> list[Due]:
    shown = {task.pk for task in tasks}
    return [due for due in due_of(accepted, day) if due.is_late and due.agreement.task_id in shown]


def _gaps(
    user: Reader,
    rows: list[TaskRow],
    asked: list[Agreement],
    day: datetime.date,
    municipality: Municipality | None,
) -> Gaps:
    """From the rows that are there already, so that only the organisations cost a query."""
    tasks = [row.task for row in rows if not row.leads and not row.task.overarching]
    idle: list[Organisation] = without_task(user, day)
    if municipality:
        idle = [each for each in idle if each.municipality_id == municipality.pk]
    return gaps_of(asked, tasks, idle)
