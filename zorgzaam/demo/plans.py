"""Plans of the region, their versions, last days and what municipalities decided (domain.md P1, O12, O13, O15)."""

import datetime
from typing import Any

from regioplan.approvals.models import Approval
from regioplan.plans.models import Deadline, Plan, PlanVersion, Status
from zorgzaam.demo.facts import facts, first_day, put, sourced
from zorgzaam.demo.ids import demo_id

Record = dict[str, Any]


def load() -> None:
    """Plans with all that hangs on them; makes what is missing. All of it is of the past: nothing follows from it."""
    for position, record in enumerate(facts("plans")["plans"], start=1):
        _plan(record, position)


def _plan(record: Record, position: int) -> None:
    expected = record.get("expected", {})
    plan = put(
        Plan,
        "plan",
        record["id"],
        position=position,
        aliases="\n".join(record.get("aliases", [])),
        region_id=demo_id("region", record["region"]) if "region" in record else None,
        needs_decisions=record.get("needs_decisions", True),
        expected_on=datetime.date.fromisoformat(expected["day"]) if expected else None,
        expected_precision=expected.get("precision", "day"),
        **{name: record[name] for name in ("kind", "short_name", "title", "about")},
        **sourced({"source": record["source"]}),
    )
    for number, version in enumerate(record.get("versions", []), start=1):
        _version(plan, version, number, f"{record['id']}/{number}")
    for place, deadline in enumerate(record.get("deadlines", []), start=1):
        _deadline(plan, deadline, f"{record['id']}/{place}", record)


def _version(plan: Plan, record: Record, number: int, key: str) -> None:
    version = put(
        PlanVersion,
        "plan-version",
        key,
        plan=plan,
        number=number,
        status=Status.PUBLISHED,
        imported=True,
        generation_id=demo_id("generation", record["generation"]) if "generation" in record else None,
        task_list_id=demo_id("task-list", record["task_list"]) if "task_list" in record else None,
        publication_url=record.get("url", ""),
        cleared_on=datetime.date.fromisoformat(record["cleared_on"]) if "cleared_on" in record else None,
        **{name: record.get(name, "") for name in ("label", "binding", "cleared_by", "cleared_limits")},
        **_day(record, "delivered"),
        **_day(record, "published"),
        **sourced(record),
    )
    for fact in record.get("approvals", []):
        _approval(version, fact, f"{key}/{fact['municipality']}")


def _day(record: Record, name: str) -> Record:
    if name not in record:
        return {}
    day, precision = first_day(record[name])
    return {f"{name}_on": day, f"{name}_precision": precision}


def _approval(version: PlanVersion, record: Record, key: str) -> None:
    put(
        Approval,
        "approval",
        key,
        version_of=version,
        municipality_id=demo_id("municipality", record["municipality"]),
        number=1,
        outcome=record["outcome"],
        **sourced(record),
    )


def _deadline(plan: Plan, record: Record, key: str, of: Record) -> None:
    """A last day from before the plan was there was about its first version."""
    day, precision = first_day(record["day"])
    put(
        Deadline,
        "deadline",
        key,
        plan=plan,
        version_of_id=demo_id("plan-version", f"{of['id']}/1") if of.get("versions") else None,
        day=day,
        precision=precision,
        shown=record.get("shown", True),
        **{name: record[name] for name in ("kind", "inclusive")},
        **sourced(record),
    )
