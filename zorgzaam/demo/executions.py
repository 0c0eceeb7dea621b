"""A decision and what organisations were asked because of it: all invented, and saying so. Makes what is missing."""

import datetime
from typing import Any

from django.utils import timezone

from governance.bodies.models import Body
from governance.decisions.models import Decision, DecisionState, Method
from governance.executions.models import Execution
from governance.executions.notices import ExecutionNotice, Reason
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put, sourced
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Every decision that is not there yet with its questions; nobody is written to about the past."""
    for record in facts("decisions")["invented"]:
        if Body.objects.filter(pk=demo_id("body", record["body"])).exists():
            decision = _decision(record)
            for asked in record["asked"]:
                _execution(decision, asked)


def _decision(record: dict[str, Any]) -> Decision:
    decision = put(
        Decision,
        "decision",
        record["id"],
        body_id=demo_id("body", record["body"]),
        title=record["title"],
        points=record["points"],
        **sourced(record),
    )
    if decision.state == DecisionState.DRAFT:
        decision.adopt(by=SystemActor.SETUP, on=_day(record), method=Method.IN_WRITING)
    return decision


def _execution(decision: Decision, record: dict[str, Any]) -> None:
    key = demo_id("execution", record["id"])
    if Execution.objects.filter(pk=key).exists():
        return
    row = Execution.objects.create(
        pk=key,
        decision=decision,
        organisation_id=demo_id("organisation", record["organisation"]),
        point=record.get("point"),
        what=record["what"],
        due_on=_day(record),
    )
    _answer(row, record)
    for reason in Reason if row.is_overdue else [Reason.ASKED]:
        ExecutionNotice.objects.create(execution=row, kind=reason)


def _answer(row: Execution, record: dict[str, Any]) -> None:
    said = record.get("says", ())
    if said:
        by = User.objects.get(pk=demo_id("user", record["by"]))
        row.accept(by=by)
        if "gedaan" in said:
            row.finish(by=by, evidence=record["evidence"])


def _day(record: dict[str, Any]) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=record["days"])
