"""What municipalities do by themselves (seed 1)."""

from regioplan.local_actions.models import LocalAction
from zorgzaam.demo.facts import facts, put, sourced
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Makes what is missing. When and how far it is stay empty: no document says."""
    for number, record in enumerate(facts("local_actions")["actions"], start=1):
        put(
            LocalAction,
            "local-action",
            record["id"],
            municipality_id=demo_id("municipality", record["municipality"]),
            text=record["text"],
            position=number * 10,
            **sourced(record),
        )
