"""What is said beside an item: that it moved on, where it came from, how often it slipped, and that it comes back."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from governance.meetings.models import MANAGERS, AgendaPublication, Meeting, MeetingStatus
from governance.meetings.remarks import Remark
from governance.series.models.recurring import Recurrence
from governance.series.models.slips import Slip
from zorgzaam.standing import Reader, standing_of
from zorgzaam.ui.dates import day as in_words

OPEN_TO_ALL = (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED)


def moved(meeting: Meeting, reader: Reader) -> Mapping[uuid.UUID, list[Remark]]:
    """Of items that moved on from this meeting or came to it; one query."""
    public = AgendaPublication.objects.filter(meeting=OuterRef("onto__meeting"))
    rows = Slip.objects.holding().filter(Q(meeting=meeting) | Q(onto__meeting=meeting))
    rows = rows.select_related("meeting", "onto__meeting").annotate(onto_is_public=Exists(public))
    inside = standing_of(reader).sits_in(meeting.body_id)
    found: dict[uuid.UUID, list[Remark]] = {}
    for slip in rows:
        if slip.meeting_id == meeting.pk:
            found.setdefault(slip.item_id, []).append(_onto(slip, inside))
        if slip.onto_id and slip.onto is not None and slip.onto.meeting_id == meeting.pk:
            found.setdefault(slip.onto_id, []).append(_from(slip))
    return found


def _onto(slip: Any, inside: bool) -> Remark:
    """A meeting that nobody outside the body knows of yet is not named to them."""
    meeting: Any = slip.onto.meeting if slip.onto else None
    known = meeting and (inside or (slip.onto_is_public and meeting.status in OPEN_TO_ALL))
    if not known:
        words = "een volgende vergadering" if inside or meeting else "de volgende vergadering"
        return Remark(f"niet aan toe gekomen; doorgeschoven naar {words}", icon="arrow-forward-up")
    words = f"niet aan toe gekomen; doorgeschoven naar {meeting.title}, {in_words(meeting.starts_at)}"
    return Remark(words, meeting.get_absolute_url(), "arrow-forward-up")


def _from(slip: Slip) -> Remark:
    times = "" if slip.times == 1 else f" ({slip.times}e keer doorgeschoven)"
    words = f"doorgeschoven van {slip.meeting.title}, {in_words(slip.meeting.starts_at)}{times}"
    return Remark(words, slip.meeting.get_absolute_url(), "arrow-forward-up")


def coming_back(meeting: Meeting, reader: Reader) -> Mapping[uuid.UUID, list[Remark]]:
    """Of items that come back, for who keeps the agenda; one query."""
    if not standing_of(reader).holds(meeting.body_id, *MANAGERS):
        return {}
    rows = Recurrence.objects.filter(meeting=meeting, recurring__closed_at__isnull=True)
    return {
        pk: [Remark("komt elke keer terug", icon="refresh")] for pk in rows.values_list("item", flat=True)
    }
