"""Organisations and how they take part. Unknown stays empty: the documents hold no list of partners."""

from typing import Any

from partners.organisations.models import Organisation, Participation
from zorgzaam.demo.facts import facts, put, sourced
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Organisations and participations; makes what is missing."""
    for record in facts("organisations")["organisations"]:
        organisation = put(Organisation, "organisation", record["id"], **_fields(record))
        if kind := record.get("participation"):
            put(
                Participation,
                "participation",
                record["id"],
                organisation=organisation,
                kind=kind,
                **sourced({"source": record.get("source", "")}),
            )


def _fields(record: dict[str, Any]) -> dict[str, Any]:
    municipality, whole = record.get("municipality"), record.get("part_of")
    return {
        "name": record["name"],
        "aliases": "\n".join(record.get("aliases", [])),
        "kind": record["kind"],
        "sector": record.get("sector", ""),
        "municipality_id": demo_id("municipality", municipality) if municipality else None,
        "part_of_id": demo_id("organisation", whole) if whole else None,
        "about": record.get("about", ""),
        "ended_note": record.get("ended", ""),
        **sourced(record),
    }
