"""Another hour for a session: the parts of its programme go along, or what falls outside is named."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from governance.council.sessions.models import CouncilSession, ProgrammeItem
from zorgzaam.ui.dates import clock

OUTSIDE = "Het onderdeel “{}” ({} – {}) valt dan buiten de sessie. Kies andere tijden, of pas eerst dat onderdeel aan."
ANOTHER_DAY = "Het programma past dan niet meer op deze dag. Kies andere tijden."


def shifted(hour: datetime.time, minutes: int) -> datetime.time:
    """The hour so many minutes later, or earlier. ValidationError (Dutch) where that is another day."""
    total = hour.hour * 60 + hour.minute + minutes
    if not 0 <= total < 24 * 60:
        raise ValidationError(ANOTHER_DAY)
    return datetime.time(*divmod(total, 60))


def minutes_between(before: datetime.time | None, after: datetime.time | None) -> int:
    """How far the beginning moves; 0 where one of both is not known."""
    if before is None or after is None:
        return 0
    return (after.hour - before.hour) * 60 + after.minute - before.minute


def refuse_outside(
    parts: Sequence[ProgrammeItem], begins: datetime.time, ends: datetime.time, minutes: int
) -> None:
    """ValidationError (Dutch) naming the first part that is outside these hours once it moved along."""
    for part in parts:
        first, last = shifted(part.begins, minutes), shifted(part.ends, minutes)
        if first < begins or last > ends:
            raise ValidationError(OUTSIDE.format(part.title, clock(first), clock(last)))


def shift(session: CouncilSession, minutes: int) -> None:
    """Move every part. Call it in the transaction that moves the session."""
    if not minutes:
        return
    # Away from those still to move: two parts never overlap meanwhile.
    for part in session.programme.order_by("-begins" if minutes > 0 else "begins"):
        part.begins, part.ends = shifted(part.begins, minutes), shifted(part.ends, minutes)
        part.save()
