"""An organisation that leads tasks of the Regioplan and told how the last period went: all invented, and saying so, so
that light and chart can be seen. Makes what is missing; nobody is written to."""

import datetime
from typing import Any

from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.agreements.models import Agreement, AgreementAnswer, Role, State
from regioplan.agreements.notices import AnswerNotice
from regioplan.progress.models import Goal, Milestone
from regioplan.progress.periods import ReportPeriod, period_of
from regioplan.progress.reports import ProgressReport, ReportingRhythm
from themes.tasks.models import TransformationTask
from zorgzaam.accounts.models import User
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id

LENGTH = "half"


def load() -> None:
    data = facts("progress")
    # From the period that is over now: about those before nobody is asked anything.
    since = _last_period().starts_on
    put(ReportingRhythm, "rhythm", "demo", starts_on=since, recorded_on=since, length=LENGTH)
    for record in data["leads"]:
        task = TransformationTask.objects.filter(pk=demo_id("task", record["task"])).first()
        if task and not Agreement.objects.filter(pk=demo_id("agreement", record["task"])).exists():
            _lead(task, record, since)


def _lead(task: TransformationTask, record: dict[str, Any], since: datetime.date) -> None:
    by = User.objects.get(pk=demo_id("user", record["by"]))
    own = Organisation.objects.get(pk=demo_id("organisation", record["organisation"]))
    agreement = put(
        Agreement, "agreement", record["task"], task=task, organisation=own, role=Role.LEAD, what=record["what"],
        starts_on=since, state=State.ACCEPTED,
    )  # fmt: skip
    at = datetime.datetime.combine(since, datetime.time(12), datetime.UTC)
    answer = AgreementAnswer.objects.create(
        agreement=agreement, organisation=own, state=State.ACCEPTED, person=by.person, at=at
    )
    AnswerNotice.objects.create(answer=answer, told=0)
    put(Goal, "goal", record["task"], task=task, text=record["goal"], position=1)
    for mark in record.get("milestones", []):
        day = timezone.localdate() + datetime.timedelta(days=mark["days"])
        put(
            Milestone,
            "milestone",
            f"{record['task']}/{mark['title']}",
            task=task,
            title=mark["title"],
            planned_on=day,
        )
    _report(agreement, record, by)


def _report(agreement: Agreement, record: dict[str, Any], by: User) -> None:
    """About the period that is over now."""
    over = _last_period()
    report = ProgressReport.objects.create(
        agreement=agreement, starts_on=over.starts_on, ends_on=over.ends_on, light=record["light"],
        reason=record["reason"],
    )  # fmt: skip
    report.submit(by=by)


def _last_period() -> ReportPeriod:
    now = period_of(timezone.localdate(), LENGTH)
    return period_of(now.starts_on - datetime.timedelta(days=1), LENGTH)
