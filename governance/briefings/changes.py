"""What the next version says has changed: by part, and in what came from records by record and field."""

from collections.abc import Iterator
from typing import Any

from governance.briefings.kinds import GroundKind
from governance.briefings.record_changes import in_words, record_changes, without_order


def changes_between(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """From one document to the next of the same briefing, also where the old one is of an earlier shape.

    Not of the attachments: documents do not tell all of those (`attached`).
    """
    found = [*_header(old, new), *_texts(old, new), *_points(old, new), *_sections(old, new)]
    if old.get("signatures", []) != new["signatures"]:
        found.append("De ondertekening is veranderd.")
    return found


def _header(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    before = dict(old["header"])
    for label, value in new["header"]:
        if before.get(label, "") != value:
            yield f"{label} is veranderd."


def _texts(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    if old["subject"] != new["subject"]:
        yield "Het onderwerp is veranderd."
    for part in new["parts"]:
        if part["sort"] in ("text", "sentence") and old.get(part["name"], "") != new[part["name"]]:
            yield f"{part['phrase']} is veranderd."


def _sections(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    before = {section["id"]: section for section in old["sections"]}
    after = {section["id"]: section for section in new["sections"]}
    yield from (f"Nieuw: “{after[key]['heading']}”." for key in after if key not in before)
    yield from (f"Vervallen: “{before[key]['heading']}”." for key in before if key not in after)
    for key, section in after.items():
        if key in before and _said(before[key]) != _said(section):
            yield f"Veranderd: “{section['heading']}”."
            yield from (in_words(change) for change in record_changes([before[key]], [section]))


def _said(section: dict[str, Any]) -> tuple[str, list[Any]]:
    return section["heading"], without_order(section)


def _points(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Besluitpunten and what belongs to them, each by the number it has in the version it stands in."""
    before, after = _numbered(old.get("points", [])), _numbered(new["points"])
    for key, (name, said) in after.items():
        if key not in before:
            yield f"Nieuw: {name}."
        elif before[key][1] != said:
            yield f"Veranderd: {name}."
    for key, (name, said) in before.items():
        if key not in after:
            yield f"Vervallen: {name}, “{said[0]}”."


def _numbered(points: list[dict[str, Any]]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """id -> (what it is called with its number, what it says)."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for number, point in enumerate(points, start=1):
        found[point["id"]] = (f"besluitpunt {number}", (point["text"],))
        for kind, rows in point["grounds"].items():
            label = GroundKind(kind).label.lower()
            for sequence, row in enumerate(rows, start=1):
                found[row["id"]] = (f"{label} {number}.{sequence}", (row["thesis"], row["html"]))
    return found
