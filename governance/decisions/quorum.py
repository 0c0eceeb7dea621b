"""A decision at the table needs the quorum its body asks for; and who was there at a settled item stays as it was."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from governance.attendance.presence import register_settled
from governance.attendance.quorum import quorum_at, quorum_of
from governance.decisions import settling
from governance.decisions.models import Decision, DecisionState
from governance.decisions.models.decisions import SETTLED, WITHOUT_A_TABLE


def register() -> None:
    """Called once, when the app registry is ready."""
    settling.register("quorum", needs_a_quorum)
    register_settled("decisions", decided_on)


def needs_a_quorum(row: Decision, state: DecisionState) -> None:
    """Refuse, by ValidationError with the explanation, what the body may not decide. Asked under the lock of the
    meeting (promise I9). A body without a rule decides as ever; without an item the whole meeting counts."""
    if row.method in WITHOUT_A_TABLE or row.meeting is None:
        return
    found = quorum_of(row.item) if row.item is not None else quorum_at(row.meeting)
    if not found.met:
        raise ValidationError(f"Hierover kan nu niet worden besloten. {found.explanation}")


def decided_on(items: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Items something was settled on at the table."""
    settled = Decision.objects.filter(item__in=list(items), state__in=SETTLED).exclude(
        method__in=WITHOUT_A_TABLE
    )
    return {pk for pk in settled.values_list("item_id", flat=True) if pk is not None}
