"""Whether it is too late to bring something in for a meeting: the terms of its body, in words."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from governance.meetings.models import Meeting, MeetingStatus
from governance.series.models import TermKind
from governance.series.terms import checklists
from zorgzaam.ui.dates import day


@dataclass(frozen=True)
class Lateness:
    """Of one meeting: the last day for papers (None when its body has no such term), and whether its agenda is out."""

    papers_by: datetime.date | None
    published: bool

    @property
    def is_late(self) -> bool:
        return self.published or (self.papers_by is not None and self.papers_by < timezone.localdate())

    @property
    def words(self) -> str:
        """What to say of it; "" when there is nothing to say."""
        if self.papers_by and self.papers_by < timezone.localdate():
            return f"Stukken moesten uiterlijk {day(self.papers_by)} binnen zijn."
        if self.published:
            return "De agenda is al gepubliceerd."
        return f"Stukken moeten uiterlijk {day(self.papers_by)} binnen zijn." if self.papers_by else ""


def lateness(meetings: Iterable[Meeting]) -> dict[uuid.UUID, Lateness]:
    """Of each of these meetings, by id; a number of queries that does not grow with them."""
    asked = list(meetings)
    lists = checklists(asked)
    found = {}
    for one in asked:
        due = next((line.due_on for line in lists.get(one.pk, []) if line.kind == TermKind.PAPERS), None)
        found[one.pk] = Lateness(due, one.status == MeetingStatus.PUBLISHED)
    return found
