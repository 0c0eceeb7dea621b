"""How initiatives of the demo are carried out, and what the public reads of them."""

import datetime
from typing import Any

from django.utils import timezone

from partners.initiatives.execution.steps import next_due, set_leader
from partners.initiatives.models import (
    Initiative,
    InitiativeExecution,
    InitiativeMilestone,
    InitiativePublicationNotice,
    InitiativeReport,
    InitiativeReportReminder,
    PublicityAgreement,
    PublicText,
    State,
    Success,
)
from partners.initiatives.publishing import steps
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person

BY = SystemActor.SETUP


def load(row: Initiative, record: dict[str, Any]) -> None:
    """Who leads it, milestones, reports, successes and its publication."""
    if "leader" in record:
        execution = plan(row, record)
        _reports(execution, record)
        for said in record.get("successes", ()):
            Success.objects.create(
                initiative=row, text=said["text"], on=_ago(said["ago"]), may_be_told=said["tell"]
            )
    if "public" in record:
        _publish(row, record)


def plan(row: Initiative, record: dict[str, Any]) -> InitiativeExecution:
    """Who leads it, with the milestones; made once."""
    known: InitiativeExecution | None = InitiativeExecution.objects.filter(initiative=row).first()
    if known is not None:
        return known
    leader = record["leader"]
    made = InitiativeExecution(initiative=row, leader_name=leader["name"], leader_email=leader["email"])
    if "starts" in record:
        made.starts_on, made.ends_on = _ago(record["starts"]), _ago(-record["ends"])
    set_leader(made)
    made.save()
    for each in record.get("milestones", ()):
        met = _ago(-each["met"]) if "met" in each else None
        InitiativeMilestone.objects.create(
            execution=made, title=each["title"], due_on=_ago(-each["days"]), met_on=met
        )
    return made


def _reports(execution: InitiativeExecution, record: dict[str, Any]) -> None:
    for said in record.get("reports", ()):
        words = {key: said[key] for key in ("light", "words", "well", "needed", "public_line") if key in said}
        InitiativeReport.objects.create(
            execution=execution, on=_ago(said["ago"]), person=execution.leader, **words
        )
    last = execution.reports.order_by("-on").first()
    if record["state"] == State.RUNNING and last is not None:
        execution.report_due_on = next_due(last.on, execution.report_every)
        execution.save()
        InitiativeReportReminder.objects.create(execution=execution, due_on=execution.report_due_on, told=0)


def _publish(row: Initiative, record: dict[str, Any]) -> None:
    text = PublicText.objects.create(initiative=row, title=record["title"], **record["public"])
    PublicityAgreement.objects.create(
        initiative=row,
        words_sha256=text.words_sha256,
        person=Person.objects.get(pk=demo_id("person", record["by"])),
        agreed_on=timezone.localdate(),
    )
    publication = steps.publish(text, by=BY)
    InitiativePublicationNotice.objects.create(publication=publication, told=0)


def _ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)
