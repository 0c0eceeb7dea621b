"""Who follows a meeting along, and what their page depends on: the same number is asked for again and again."""

import uuid
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from governance.attendance.models import Invitation
from governance.live.models import LiveMeeting
from governance.meetings.models import Meeting
from zorgzaam.standing import Reader, Standing, standing_of


def stamp(pk: uuid.UUID, reader: Reader) -> tuple[LiveMeeting, str] | None:
    """The live meeting for this reader with what its page depends on; None when it is not theirs. One query.

    Beside the pulse: votes that open or close by the clock, and who looks.
    """
    now = timezone.now()
    own = Q(meeting__items__decisions__ballots__outcome="")
    begun = Q(own, meeting__items__decisions__ballots__opens_at__lte=now)
    ended = Q(own, meeting__items__decisions__ballots__closes_at__lte=now)
    ballots = "meeting__items__decisions__ballots"
    rows = LiveMeeting.objects.filter(pk=pk).visible_to(reader).select_related("meeting__body", "current")
    rows = rows.annotate(
        begun=Count(ballots, filter=begun, distinct=True), done=Count(ballots, filter=ended, distinct=True)
    )
    live: Any = rows.first()
    if live is None:
        return None
    standing = standing_of(reader)
    roles = _roles(standing, live.meeting.body_id)
    version = f"{live.live_version}-{live.begun}-{live.done}"
    return live, f"{version}-{roles}-{standing.person_id}-{live.meeting.agenda_version}"


def waiting_stamp(meeting: Meeting, reader: Reader) -> str:
    """What the page depends on before the meeting is opened; it says what day it is, and whether it goes on, and has
    the buttons of who may open it."""
    standing = standing_of(reader)
    roles = _roles(standing, meeting.body_id)
    made_of = (
        meeting.status, meeting.version, meeting.agenda_version, timezone.localdate(), roles, standing.person_id,
    )  # fmt: skip
    return f"wacht-{'-'.join(map(str, made_of))}"


def _roles(standing: Standing, body: uuid.UUID) -> str:
    """What somebody may do at this table."""
    return ",".join(sorted(standing.bodies.get(body, ())))


def invited(meeting: Meeting, reader: Reader) -> bool:
    """Whether this reader follows along: who sits in the body, and who is asked to this meeting."""
    standing = standing_of(reader)
    if standing.sits_in(meeting.body_id):
        return True
    if standing.person_id is None:
        return False
    return Invitation.objects.asked().filter(meeting=meeting, person_id=standing.person_id).exists()
