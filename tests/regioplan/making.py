"""Factories for agreements and progress in the invented region; each writes as the system actor for setting up."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.agreements.models import Agreement, AgreementAnswer, Role, State
from regioplan.progress.models import Goal, Indicator, Milestone
from regioplan.progress.periods import ReportPeriod, period_of
from regioplan.progress.reports import Measurement, ProgressReport, ReportingRhythm
from tests.themes import making as themes
from tests.world import World, set_up
from themes.tasks.models import TransformationTask


def a_task(title: str = "Buren helpen elkaar", number: int = 1) -> TransformationTask:
    """A task in a list of its own, which leads."""
    name = f"Deltalijst {uuid.uuid4().hex[:6]}"
    return themes.task(themes.task_list(name, timezone.localdate()), number, title)


def task_beside(task: TransformationTask) -> TransformationTask:
    """Another task of the same list."""
    return themes.task(task.task_list, task.number + 1, "Zorg dichtbij")


@set_up
def proposal(task: TransformationTask, organisation: Organisation, **extra: Any) -> Agreement:
    fields = {"role": Role.LEAD, "what": "Wij brengen buren bij elkaar.", **extra}
    return Agreement.objects.create(task=task, organisation=organisation, **fields)


@set_up
def accepted(
    world: World, task: TransformationTask, on: datetime.date = datetime.date(2021, 1, 1), **extra: Any
) -> Agreement:
    """An agreement partner_org said yes to on that day."""
    found = Agreement.objects.create(
        task=task,
        organisation=world.partner_org,
        state=State.ACCEPTED,
        **{"role": Role.LEAD, "what": "Wij brengen buren bij elkaar.", **extra},
    )
    AgreementAnswer.objects.create(
        agreement=found,
        organisation=world.partner_org,
        state=State.ACCEPTED,
        person=world.partner.person,
        at=datetime.datetime.combine(on, datetime.time(12), datetime.UTC),
    )
    return found


@set_up
def imported(task: TransformationTask, organisation: Organisation, **extra: Any) -> Agreement:
    """An agreement a source tells of: nobody accepted it here."""
    return proposal(task, organisation, state=State.ACCEPTED, **extra)


@set_up
def rhythm(length: str = "half", since: datetime.date | None = None, days: int = 28) -> ReportingRhythm:
    """A rhythm the region knew of when it began."""
    day = since or datetime.date(2019, 1, 1)
    return ReportingRhythm.objects.create(starts_on=day, recorded_on=day, length=length, days_to_report=days)


def last_period(length: str = "half") -> ReportPeriod:
    """The period that is over now."""
    now = period_of(timezone.localdate(), length)
    return period_of(now.starts_on - datetime.timedelta(days=1), length)


@set_up
def draft(agreement: Agreement, period: ReportPeriod | None = None, **extra: Any) -> ProgressReport:
    over = period or last_period()
    return ProgressReport.objects.create(
        agreement=agreement, starts_on=over.starts_on, ends_on=over.ends_on, **extra
    )


def report(
    world: World, agreement: Agreement, light: str = "groen", period: ReportPeriod | None = None, **extra: Any
) -> ProgressReport:
    """A report that was handed in by partner_org."""
    made = draft(agreement, period, light=light, reason=f"Het gaat {light}.", **extra)
    made.submit(by=world.partner)
    return made


@set_up
def goal(task: TransformationTask, text: str = "Niemand is alleen", **extra: Any) -> Goal:
    return Goal.objects.create(task=task, text=text, position=task.goals.count() + 1, **extra)


@set_up
def indicator(of: Goal, name: str = "Wijken met een huiskamer", **extra: Any) -> Indicator:
    return Indicator.objects.create(
        goal=of, name=name, **{"level": "output", "unit": "wijken", "target": 10, **extra}
    )


@set_up
def measured(of: Indicator, value: float, day: datetime.date, **extra: Any) -> Measurement:
    return Measurement.objects.create(
        indicator=of, value=value, measured_on=day, **{"origin": "eigen telling", **extra}
    )


@set_up
def milestone(task: TransformationTask, title: str, day: datetime.date, **extra: Any) -> Milestone:
    return Milestone.objects.create(task=task, title=title, planned_on=day, **extra)
