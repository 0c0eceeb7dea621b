"""Title, time and place of a meeting as somebody may know them: whoever does not keep its agenda reads what was
published last, as long as an edit is not."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import JSONField
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast

from governance.meetings.models import MANAGERS, AgendaPublication, Meeting
from governance.meetings.models.meetings import bodies_where
from zorgzaam.standing import Reader, standing_of


def as_read_by(user: Reader, meetings: Iterable[Meeting]) -> list[Meeting]:
    """The same meetings in the same order, each with the facts this reader may know; at most one query more.

    Only to show: these rows are not to be saved.
    """
    found = list(meetings)
    kept = bodies_where(standing_of(user), MANAGERS)
    others = {meeting.pk: meeting for meeting in found if meeting.body_id not in kept}
    if others:
        for pk, facts in _published(others):
            show(others[pk], facts)
    return found


def as_published(meeting: Meeting) -> Meeting:
    """The meeting with the facts readers have of it; as it is when it was never published. One query."""
    for _, facts in _published([meeting.pk]):
        show(meeting, facts)
    return meeting


def show(meeting: Meeting, facts: dict[str, Any]) -> Meeting:
    """The meeting with these facts: the part "meeting" of a snapshot (see governance.meetings.snapshot)."""
    meeting.title, meeting.location = facts["title"], facts["location"]
    meeting.starts_at = datetime.datetime.fromisoformat(facts["starts_at"])
    meeting.ends_at = datetime.datetime.fromisoformat(facts["ends_at"]) if facts["ends_at"] else None
    return meeting


def _published(meetings: Iterable[Any]) -> Any:
    """Id and facts of the newest snapshot of each of these meetings; all audiences say the same of the meeting."""
    newest = AgendaPublication.objects.filter(meeting__in=list(meetings))
    newest = newest.order_by("meeting_id", "-version").distinct("meeting_id")
    facts = KeyTransform("meeting", Cast("data", JSONField()))
    return newest.annotate(facts=facts).values_list("meeting_id", "facts")
