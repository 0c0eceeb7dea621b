"""The timeline as the documents tell it (domain.md 8)."""

from regioplan.timeline.models import TimelineEvent
from zorgzaam.demo.facts import facts, period, put, sourced
from zorgzaam.periods import Precision


def load() -> None:
    """Makes what is missing; what a plan of this site says too is kept and not drawn."""
    for record in facts("timeline")["events"]:
        when = period(record)
        if record.get("half"):
            when["starts_precision"] = Precision.HALF
        put(
            TimelineEvent,
            "timeline-event",
            record["id"],
            title=record["title"],
            kind=record["kind"],
            limit=record.get("limit", ""),
            shown=not record.get("hidden", False),
            **when,
            **sourced(record),
        )
