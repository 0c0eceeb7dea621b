"""Decisions that the documents of Flevoland name. Makes what is missing and leaves the rest alone."""

from governance.decisions.models import Decision, DecisionState, Method
from zorgzaam.audit.actors import SystemActor
from zorgzaam.demo.facts import facts, put, sourced
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Each is settled on the day its document gives, and so sealed like every other."""
    for record in facts("decisions")["decisions"]:
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
            decision.adopt(by=SystemActor.SETUP, on=record["date"], method=Method.UNKNOWN)
