"""A region at its full size: 60 tasks, 400 organisations and 4,000 reports over ten years; or a smaller one."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from partners.organisations.models import Organisation, Representation
from regioplan.agreements.models import Agreement, AgreementAnswer, Role, State
from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.instruments import FundingInstrument
from regioplan.progress.models import Goal, Indicator, Milestone
from regioplan.progress.periods import ReportPeriod, ended_between
from regioplan.progress.reports import Measurement, ProgressReport, ReportState
from regioplan.transformation_plans.models import PlanParty, TransformationPlan
from tests.themes import making
from tests.world import LONG_AGO, World, set_up
from themes.tasks.models import TransformationTask
from zorgzaam.lights import Light
from zorgzaam.people.models import Person
from zorgzaam.sources import Source


@dataclass(frozen=True)
class Size:
    """How big; the newer of two regions in one database leads."""

    tasks: int
    organisations: int
    leads: int
    years: int
    stated: datetime.date = datetime.date(2025, 1, 1)

    @property
    def name(self) -> str:
        return f"van {self.tasks}"


FULL = Size(60, 400, 200, 10)


@set_up
def fill(world: World, size: Size = FULL) -> int:
    """Make it; gives how many reports there are."""
    found = making.task_list(f"lijst {size.name}", size.stated)
    tasks = [
        making.task(found, number, f"Opgave {number} {size.name}") for number in range(1, size.tasks + 1)
    ]
    agreements = _agreements(world, tasks, size)
    today = timezone.localdate()
    Milestone.objects.bulk_create(
        Milestone(task=task, title=f"Klaar na {days}", planned_on=today + datetime.timedelta(days=days))
        for task in tasks
        for days in (-9, 9)
    )
    _aims(tasks, size.years)
    _money(world, tasks, size)
    _plans([each.organisation for each in agreements[: size.tasks]])
    _said_yes(agreements[: size.leads])
    periods = list(ended_between(today - datetime.timedelta(days=366 * size.years), today, "half"))
    last = periods[-2 * size.years :]
    reports = [_report(world, each, over) for each in agreements[: size.leads] for over in last]
    return len(ProgressReport.objects.bulk_create(reports, batch_size=1000))


def _agreements(world: World, tasks: list[TransformationTask], size: Size) -> list[Agreement]:
    made = Organisation.objects.bulk_create(
        Organisation(
            name=f"Organisatie {number} {size.name}", kind="zorgaanbieder", municipality=world.municipality
        )
        for number in range(size.organisations)
    )
    return Agreement.objects.bulk_create(
        Agreement(
            organisation=one,
            task=tasks[number % size.tasks],
            role=Role.LEAD if number < size.leads else Role.PARTNER,
            what="Meedoen.",
            state=State.ACCEPTED,
        )
        for number, one in enumerate(made)
    )


def _said_yes(agreements: list[Agreement]) -> None:
    """Two years ago, so that reports are asked for."""
    moment = timezone.now() - datetime.timedelta(days=730)
    person, _ = Person.objects.get_or_create(name="Sam Spreker")
    Representation.objects.bulk_create(
        Representation(organisation=each.organisation, person=person, starts_on=LONG_AGO)
        for each in agreements
    )
    AgreementAnswer.objects.bulk_create(
        AgreementAnswer(
            agreement=each, organisation=each.organisation, state=State.ACCEPTED, person=person, at=moment
        )
        for each in agreements
    )


def _aims(tasks: list[TransformationTask], years: int) -> None:
    """On the first task a goal per year with a figure per half year; on the others one goal."""
    goals = [Goal(task=task, text="Meer hulp in de buurt", position=1) for task in tasks]
    goals += [Goal(task=tasks[0], text=f"Doel {year}", position=year + 2) for year in range(years)]
    made = Goal.objects.bulk_create(goals)
    indicators = Indicator.objects.bulk_create(
        Indicator(goal=goal, name="Huiskamers", level="output", unit="wijken", target=10) for goal in made
    )
    Measurement.objects.bulk_create(
        Measurement(
            indicator=each, value=number, measured_on=datetime.date(2025 - number, 1, 1), origin="telling"
        )
        for each in indicators
        for number in range(years)
    )


def _money(world: World, tasks: list[TransformationTask], size: Size) -> None:
    """Per year an instrument with amounts for municipality and tasks, and per task an estimate with steps."""
    source, _ = Source.objects.get_or_create(code="volle", defaults={"title": "Begroting"})
    said = {"source": source, "stated_on": datetime.date(2025, 5, 1)}
    town = Organisation.objects.create(
        name=f"Gemeente {size.name}", kind="overheid", municipality=world.municipality
    )
    instruments = FundingInstrument.objects.bulk_create(
        FundingInstrument(name=f"Subsidie {year} {size.name}", funder="Rijk") for year in range(size.years)
    )
    amounts = Allocation.objects.bulk_create(
        Allocation(
            instrument=one, year=2015 + number, amount=Decimal(1000), recipient=town, about=task.title, **said
        )
        for number, one in enumerate(instruments)
        for task in tasks
    )
    AllocationShare.objects.bulk_create(
        AllocationShare(allocation=amount, task=tasks[number % len(tasks)], step="")
        for number, amount in enumerate(amounts)
    )
    CostEstimate.objects.bulk_create(
        CostEstimate(task=task, amount=Decimal(5000), step=step, **said)
        for task in tasks
        for step in ("", "begin")
    )


def _plans(applicants: list[Organisation]) -> None:
    """An approved transformation plan for each of these."""
    made = TransformationPlan.objects.bulk_create(
        TransformationPlan(applicant=one, title=f"Plan van {one.name}") for one in applicants
    )
    PlanParty.objects.bulk_create(PlanParty(plan=plan, organisation=plan.applicant) for plan in made)


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
