"""Municipalities and the regions they sit in, per scheme (domain.md 4, O1)."""

from typing import Any

from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from zorgzaam.demo.facts import facts, period, put, sourced
from zorgzaam.demo.ids import demo_id


def load() -> None:
    """Schemes, municipalities, regions and memberships; makes what is missing."""
    data = facts("regions")
    for scheme in data["schemes"]:
        fields = {"slug": scheme["id"], "name": scheme["name"], "purpose": scheme["purpose"]}
        put(RegionScheme, "region-scheme", scheme["id"], **fields)
    for municipality in data["municipalities"]:
        fields = {"slug": municipality["id"], "name": municipality["name"]}
        if "map" in municipality:
            fields["map_column"], fields["map_row"] = municipality["map"]
        put(Municipality, "municipality", municipality["id"], **fields)
    for region in data["regions"]:
        _region(region)


def _region(record: dict[str, Any]) -> None:
    region = put(
        Region,
        "region",
        record["id"],
        scheme_id=demo_id("region-scheme", record["scheme"]),
        name=record["name"],
        aliases="\n".join(record.get("aliases", [])),
        is_ours=record.get("is_ours", False),
        **sourced({"source": record["source"]}),
    )
    for name in record["members"]:
        put(
            RegionMembership,
            "region-membership",
            f"{record['id']}/{name}",
            region=region,
            municipality_id=demo_id("municipality", name),
            note=record.get("note", ""),
            **period(record),
            **sourced({"source": record["source"]}),
        )
