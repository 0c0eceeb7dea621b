"""What a new agenda gets by itself: standing items, what comes back, and what the last meeting did not come to."""

from typing import Any

from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from governance.series import coming_back, slipping
from governance.series.models.templates import AgendaStart, Part, StandingItem, StandingOccurrence
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting


def fill(meeting: Meeting, by: Actor) -> None:
    """Everything, on a meeting that is locked. Twice adds nothing twice."""
    with acting(by):
        put_standing_items(meeting, by)
        coming_back.bring(meeting, by)
        slipping.carry_waiting(meeting, by)


def put_standing_items(meeting: Meeting, by: Actor) -> int:
    """The standing items of the body, once per meeting and only on an agenda that is still empty; gives how many."""
    if meeting.items.exists():
        return 0
    standing = StandingItem.objects.filter(template__body=meeting.body_id, removed_at__isnull=True)
    rows = sorted(standing, key=lambda row: (row.part != Part.BEGIN, row.position or 0))
    if not rows or not AgendaStart.objects.get_or_create(meeting=meeting)[1]:
        return 0
    for row in rows:
        _put(row, meeting, by)
    return len(rows)


def _put(row: StandingItem, meeting: Meeting, by: Actor) -> None:
    item = AgendaItem(
        title=row.title,
        kind=row.kind,
        treatment=row.treatment,
        minutes=row.minutes,
        publicity=row.publicity,
        publicity_ground=row.publicity_ground,
    )
    order.add(meeting, item, by=by, at_end=True)
    StandingOccurrence.objects.create(item=item, standing=row)


def closing_items() -> Any:
    """Ids of the items made from what an agenda of their body ends with (rondvraag, sluiting)."""
    return StandingOccurrence.objects.filter(standing__part=Part.END).values("item")
