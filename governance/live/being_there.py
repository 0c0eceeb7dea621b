"""One press: somebody is here, or left. At the first item that is whether they came at all, later from when."""

import uuid

from django.core.exceptions import ValidationError

from governance.attendance.models import (
    Invitation,
    Movement,
    MovementKind,
    Presence,
    PresenceState,
    Reply,
)
from governance.attendance.presence import note, note_movement
from governance.live.models import LiveMeeting
from governance.live.running import OVER
from governance.meetings.models import Meeting
from zorgzaam.accounts.models import User


def toggle(meeting: Meeting, invitation: uuid.UUID, here: bool, *, by: User) -> bool:
    """Say that who was asked is here, or not; False when it stood so.

    From the current item on; before the second one it is noted for the whole meeting. ValidationError for somebody who
    was not asked, where it would change who was at an item that is decided, and once the meeting is over: it has no
    current item then, and a late press would say it of the whole meeting.
    """
    row = Invitation.objects.asked().filter(meeting=meeting, pk=invitation).select_related("meeting").first()
    if row is None:
        raise ValidationError("Deze persoon staat niet op de lijst.")
    live = LiveMeeting.objects.select_related("current").filter(meeting=meeting).first()
    if live is not None and live.is_over:
        raise ValidationError(OVER)
    item = live.current if live else None
    if item is None or item.position is None or item.position == 1:
        was = Presence.objects.filter(invitation=row).values_list("state", flat=True).first() or ""
        state = PresenceState.PRESENT if here else PresenceState.ABSENT
        return bool(note(meeting, {row.pk: (was, state)}, by=by))
    return note_movement(row, item, MovementKind.CAME if here else MovementKind.LEFT, by=by)


def all_here(meeting: Meeting, *, by: User) -> int:
    """Everybody of whom nothing is written down yet is here, from the beginning; how many.

    Not who said to stay away. ValidationError where it would change who was at an item that is decided.
    """
    asked = Invitation.objects.asked().filter(meeting=meeting, presence__isnull=True).exclude(reply=Reply.NO)
    moved = Movement.objects.filter(invitation__meeting=meeting).values("invitation")
    rows = asked.exclude(pk__in=moved).values_list("pk", flat=True)
    return note(meeting, dict.fromkeys(rows, ("", PresenceState.PRESENT)), by=by)
