"""A decision at the table needs the quorum its body asks for; and who was there at a settled item stays as it was.

In writing is outside a meeting. While a proposal stands on the agenda of a meeting that began, its body sits at that
table: the same quorum is asked, whatever word is chosen for how it was decided (see docs/decisions/0023).
"""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import F, Q

from governance.attendance.begun import has_begun
from governance.attendance.presence import register_settled
from governance.attendance.quorum import quorum_at, quorum_of
from governance.decisions import settling
from governance.decisions.models import Decision, DecisionState, Method
from governance.decisions.models.decisions import SETTLED
from governance.meetings.models import Meeting

INSTEAD = (
    "Dit punt staat op de agenda van een vergadering die begonnen is. Haal het van die agenda of laat het doorgaan "
    "naar een volgende vergadering, als jullie er schriftelijk over besluiten."
)


def register() -> None:
    """Called once, when the app registry is ready."""
    settling.register("quorum", needs_a_quorum)
    register_settled("decisions", decided_on)


def needs_a_quorum(row: Decision, state: DecisionState) -> None:
    """Refuse, by ValidationError with the explanation, what the body may not decide. Asked under the lock of the
    meeting (promise I9). A body without a rule decides as ever; without an item the whole meeting counts."""
    table = _table_of(row)
    if table is None:
        return
    found = quorum_of(row.item) if row.item is not None else quorum_at(table)
    if not found.met:
        instead = f" {INSTEAD}" if row.method == Method.IN_WRITING else ""
        raise ValidationError(f"Hierover kan nu niet worden besloten. {found.explanation}{instead}")


def _table_of(row: Decision) -> Meeting | None:
    """The meeting whose quorum counts; None where nobody sits at a table, or no document says who did."""
    if row.method != Method.IN_WRITING:
        return None if row.method == Method.UNKNOWN else row.meeting
    where = row.item.meeting if row.item is not None else row.meeting
    return where if where is not None and where.takes_items and has_begun(where) else None


def decided_on(items: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Items something was settled on at the table where they stand now: what was settled earlier, at another table or
    in writing, says nothing of who is at this one."""
    settled = Decision.objects.filter(item__in=list(items), state__in=SETTLED).exclude(method=Method.UNKNOWN)
    here = Q(meeting=F("item__meeting")) | Q(meeting__isnull=True)
    beforehand = Q(method=Method.IN_WRITING, seal__sealed_at__lt=F("item__meeting__starts_at"))
    rows = settled.filter(here).exclude(beforehand).values_list("item_id", flat=True)
    return {pk for pk in rows if pk is not None}
