"""What the agenda itself tells of terms: when it was published, and whether the papers are in."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Min

from governance.meetings.models import AgendaItem, AgendaPublication, ItemKind, Meeting, MeetingStatus, Paper
from governance.series.terms import Done, Told

# What a meeting is asked to judge or decide needs something to read.
NEEDS_PAPERS = (ItemKind.OPINION, ItemKind.DECISION)


def agenda_published(meetings: Sequence[Meeting]) -> dict[uuid.UUID, Told]:
    """When the agenda was published first, unless it is taken back now; one query."""
    rows = AgendaPublication.objects.filter(meeting__in=meetings)
    rows = rows.order_by("meeting_id", "version", "audience").distinct("meeting_id")
    first = {
        row.meeting_id: row for row in rows.select_related("published_by").defer("data", "html", "changes")
    }
    found = {}
    for meeting in meetings:
        row = first.get(meeting.pk)
        if row is None or meeting.status not in (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED):
            continue
        by = row.published_by.name if row.published_by else ""
        found[meeting.pk] = Told(Done(row.published_at, by))
    return found


def papers_in(meetings: Sequence[Meeting]) -> dict[uuid.UUID, Told]:
    """Whether every item that asks a judgement or a decision has a paper; standing items need none. Two queries.

    Counts only: whose items they are and what they are called is for who may read them.
    """
    items = AgendaItem.objects.filter(meeting__in=meetings, kind__in=NEEDS_PAPERS, made_from__isnull=True)
    asked: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for pk, meeting in items.values_list("pk", "meeting_id"):
        asked[meeting].append(pk)
    papers = Paper.objects.present().filter(item__in=items).order_by()
    since = dict(papers.values("item").annotate(first=Min("added_at")).values_list("item", "first"))
    return {meeting: _papers_of(pks, since) for meeting, pks in asked.items()}


def _papers_of(items: list[uuid.UUID], since: dict[uuid.UUID, datetime.datetime]) -> Told:
    there = [since[pk] for pk in items if pk in since]
    note = f"{len(there)} van {len(items)} punten die een oordeel of besluit vragen hebben een stuk"
    return Told(Done(max(there)) if len(there) == len(items) else None, note)
