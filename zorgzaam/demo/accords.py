"""National agreements and their parties, as the documents list them (O2)."""

from typing import Any

from regioplan.accords.models import Accord, AccordParty
from zorgzaam.demo.facts import facts, first_day, put, sourced
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Makes what is missing."""
    for record in facts("accords")["accords"]:
        _accord(record)


def _accord(record: dict[str, Any]) -> None:
    made_on, precision = first_day(record["made"])
    names = {key: record[key] for key in ("short_name", "title", "about")}
    accord = put(
        Accord,
        "accord",
        record["id"],
        made_on=made_on,
        made_precision=precision,
        said_count=record.get("said_count", ""),
        **names,
        **sourced(record),
    )
    for position, party in enumerate(record.get("parties", []), start=1):
        known = (
            {"organisation_id": demo_id("organisation", party["organisation"])}
            if "organisation" in party
            else {}
        )
        put(
            AccordParty,
            "accord-party",
            f"{record['id']}/{party['name']}",
            accord=accord,
            position=position,
            name=party["name"],
            **known,
            **sourced({"source": record["source"]}),
        )
