"""Bodies, their line, their seats, and the mandates of the invented people (domain.md 1-2, O16-O20)."""

from typing import Any

from governance.bodies.models import Body, Mandate, Seat, Succession, SuccessionKind
from zorgzaam.demo.facts import facts, first_day, last_day, period, put, sourced
from zorgzaam.demo.ids import demo_id

_SINCE = first_day("2024-09-01")[0]


def load() -> None:
    """Bodies, successions, seats and mandates; makes what is missing."""
    data = facts("bodies")
    for record in data["bodies"]:
        put(Body, "body", record["id"], **_body(record))
    for record in data["successions"]:
        put(Succession, "succession", f"{record['predecessor']}/{record['successor']}", **_succession(record))
    for number, record in enumerate(data["seats"], start=1):
        put(Seat, "seat", _seat_key(record), position=number, **_seat(record))
    for record in data["mandates"]:
        key = f"{record['person']}/{record['body']}/{record['role']}"
        put(Mandate, "mandate", key, starts_on=_SINCE, **_mandate(record))


def _body(record: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {
        name: record[name] for name in ("state", "purpose", "mission", "composition") if name in record
    }
    whole, organisation = record.get("part_of"), record.get("organisation")
    return {
        "name": record["name"],
        "aliases": "\n".join(record.get("aliases", [])),
        "kind": record["kind"],
        "position": record["position"],
        "part_of_id": demo_id("body", whole) if whole else None,
        "organisation_id": demo_id("organisation", organisation) if organisation else None,
        **plain,
        **period(record),
        **sourced(record),
    }


def _succession(record: dict[str, Any]) -> dict[str, Any]:
    merged = record["kind"] == SuccessionKind.MERGED_INTO
    day, precision = (last_day if merged else first_day)(record["happened"])
    return {
        "predecessor_id": demo_id("body", record["predecessor"]),
        "successor_id": demo_id("body", record["successor"]),
        "kind": record["kind"],
        "happened_on": day,
        "happened_precision": precision,
        "note": record["text"],
        **sourced(record),
    }


def _seat_key(record: dict[str, Any]) -> str:
    return f"{record['body']}/{record.get('organisation') or record['label']}"


def _seat(record: dict[str, Any]) -> dict[str, Any]:
    organisation = record.get("organisation")
    return {
        "body_id": demo_id("body", record["body"]),
        "organisation_id": demo_id("organisation", organisation) if organisation else None,
        "label": record.get("label", ""),
        **sourced(record),
    }


def _mandate(record: dict[str, Any]) -> dict[str, Any]:
    seat = record.get("seat")
    return {
        "body_id": demo_id("body", record["body"]),
        "person_id": demo_id("person", record["person"]),
        "seat_id": demo_id("seat", f"{record['body']}/{seat}") if seat else None,
        "role": record["role"],
        "source_note": "Verzonnen voor de demo.",
    }
