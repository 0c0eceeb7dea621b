"""The source documents, and where they disagree with a proposal and its reason (domain.md d)."""

from typing import Any

from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.sources import Source, SourceConflict

# What a conflict can be about; `about` in the file names a page that is about no single thing.
SUBJECTS = ("theme", "generation", "body", "municipality", "plan", "instrument")


def load() -> None:
    """Sources and conflicts; makes what is missing. Nothing is resolved: that is for a person."""
    data = facts("sources")
    for record in data["sources"]:
        fields = {"title": record["title"], "kind": record["kind"], "date_text": record["date"]}
        put(Source, "source", record["code"], code=record["code"], **fields)
    for record in data["conflicts"]:
        put(SourceConflict, "source-conflict", record["code"], **_conflict(record))


def _conflict(record: dict[str, Any]) -> dict[str, Any]:
    kind = next((kind for kind in SUBJECTS if kind in record), "")
    return {
        "code": record["code"],
        "topic": record["topic"],
        "readings": record["readings"],
        "resolution": record.get("resolution", ""),
        "reason": record.get("reason", ""),
        "subject_kind": kind or record.get("about", ""),
        "subject_id": demo_id(kind, record[kind]) if kind else None,
    }
