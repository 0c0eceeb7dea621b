"""A region at its full size: 60 tasks, 400 organisations and 4,000 reports over ten years."""

import datetime

from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.agreements.models import Agreement, Role, State
from regioplan.progress.models import Milestone
from regioplan.progress.periods import ReportPeriod, ended_between
from regioplan.progress.reports import Light, ProgressReport, ReportState
from tests.themes import making
from tests.world import World, set_up
from themes.tasks.models import TransformationTask

TASKS, ORGANISATIONS, LEADS, YEARS = 60, 400, 200, 10


@set_up
def fill(world: World) -> int:
    """Make it; gives how many reports there are."""
    found = making.task_list("volle lijst", timezone.localdate())
    tasks = [making.task(found, number, f"Opgave {number}") for number in range(1, TASKS + 1)]
    agreements = _agreements(tasks)
    Milestone.objects.bulk_create(
        Milestone(task=task, title="Klaar", planned_on=timezone.localdate()) for task in tasks
    )
    last = timezone.localdate()
    periods = list(ended_between(last - datetime.timedelta(days=366 * YEARS), last, "half"))
    reports = [_report(world, each, over) for each in agreements[:LEADS] for over in periods[-2 * YEARS :]]
    return len(ProgressReport.objects.bulk_create(reports, batch_size=1000))


def _agreements(tasks: list[TransformationTask]) -> list[Agreement]:
    names = [f"Organisatie {number}" for number in range(ORGANISATIONS)]
    made = Organisation.objects.bulk_create(Organisation(name=name, kind="zorgaanbieder") for name in names)
    return Agreement.objects.bulk_create(
        Agreement(
            organisation=one,
            task=tasks[number % TASKS],
            role=Role.LEAD if number < LEADS else Role.PARTNER,
            what="Meedoen.",
            state=State.ACCEPTED,
        )
        for number, one in enumerate(made)
    )


def _report(world: World, agreement: Agreement, over: ReportPeriod) -> ProgressReport:
    return ProgressReport(
        agreement=agreement,
        starts_on=over.starts_on,
        ends_on=over.ends_on,
        light=Light.values[(over.starts_on.year + over.starts_on.month) % 3],
        reason="Het loopt.",
        text="Er is veel gedaan. " * 20,
        state=ReportState.SUBMITTED,
        submitted_at=timezone.now(),
        submitted_by=world.partner.person,
    )
