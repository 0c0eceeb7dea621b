"""What items are called for a reader: as published, or as they stand now for who keeps the agenda."""

import uuid

from governance.meetings.models import AgendaItem, Meeting, PublishedLine
from zorgzaam.standing import Reader


def titles_for(user: Reader, meeting: Meeting) -> dict[uuid.UUID, str]:
    """Titles by item, of the items of this meeting that this reader reads; two queries."""
    said = PublishedLine.objects.visible_to(user).filter(publication__meeting=meeting, item__isnull=False)
    live = AgendaItem.objects.read_live_by(user).filter(meeting=meeting)
    return {**dict(said.values_list("item_id", "title")), **dict(live.values_list("pk", "title"))}
