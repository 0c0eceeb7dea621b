"""What a seal holds: the decision as data.

Shape: {"schema": 1, "id", "label", "body": {"id", "name"}, "meeting": {"id", "title", "starts_at"} or None,
"item": {"id", "title"} or None, "title", "points": [...], "considerations", "state", "method", "note", "taken_on",
"corrects": id or None}. Days are ISO 8601. No person is in it: who settled it is in the history, so that erasing a
person erases, and the chain still holds.
"""

from typing import Any

from governance.decisions.models import Decision

SCHEMA = 1
# The columns a seal repeats as they are.
REPEATED = ("label", "title", "considerations", "state", "method", "note")


def content_of(decision: Decision) -> dict[str, Any]:
    """The decision as it stands in memory, as data. Reads body, meeting and item."""
    meeting, item = decision.meeting, decision.item
    return {
        "schema": SCHEMA,
        "id": str(decision.pk),
        "body": {"id": str(decision.body_id), "name": decision.body.name},
        "meeting": {"id": str(meeting.pk), "title": meeting.title, "starts_at": meeting.starts_at.isoformat()}
        if meeting
        else None,
        "item": {"id": str(item.pk), "title": item.title} if item else None,
        "points": list(decision.points),
        "taken_on": decision.taken_on.isoformat() if decision.taken_on else None,
        "corrects": str(decision.corrects_id) if decision.corrects_id else None,
        **{name: getattr(decision, name) for name in REPEATED},
    }


def differs(decision: Decision, sealed: dict[str, Any]) -> list[str]:
    """Names of what the row says otherwise than its seal. Names of body, meeting and item may change after it."""
    now = content_of(decision)
    for name in ("body", "meeting", "item"):
        now[name] = now[name] and now[name]["id"]
        sealed = {**sealed, name: sealed.get(name) and sealed[name]["id"]}
    return [name for name in sorted({*now, *sealed}) if now.get(name) != sealed.get(name)]
