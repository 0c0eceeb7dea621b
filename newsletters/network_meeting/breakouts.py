"""Where breakouts stand: the last one is added behind the others, and one that goes leaves no gap.

The row of the network meeting is locked first, always.
"""

import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError

from newsletters.arranging import ids_of, rearrange, write_places
from newsletters.network_meeting.models import NetworkBreakout, NetworkMeeting
from newsletters.network_meeting.settling import taking
from zorgzaam.audit.actors import Actor

CHOSEN = "Mensen kozen deze deelsessie al. Wijzig haar, of zet er eerst iedereen uit."


def put_last(breakout: NetworkBreakout, meeting: NetworkMeeting) -> None:
    """Give a new breakout its place. The caller holds the lock and saves it."""
    write_places(meeting.breakouts.all(), ids_of(meeting.breakouts.all()))
    breakout.position = meeting.breakouts.count() + 1


def keep_place(breakout: NetworkBreakout) -> None:
    """What a form changes has nothing to do with where it stands: somebody may have dragged it meanwhile. The caller
    holds the lock and saves it."""
    breakout.refresh_from_db(fields=["position"])


def arrange(
    meeting: NetworkMeeting, ids: Sequence[uuid.UUID], *, base: Sequence[uuid.UUID], by: Actor
) -> bool:
    """Make `ids` the order; True when that changed something. As `arranging.rearrange`."""
    with taking(meeting, by) as row:
        return rearrange(row.breakouts.all(), ids, base)


def remove(meeting: NetworkMeeting, pk: uuid.UUID, *, by: Actor) -> bool:
    """Take out a breakout that nobody chose; False when it was gone. ValidationError when somebody chose it."""
    with taking(meeting, by) as row:
        breakout = row.breakouts.filter(pk=pk).first()
        if breakout is None:
            return False
        if breakout.choices.exists():
            raise ValidationError(CHOSEN)
        breakout.delete()
        write_places(row.breakouts.all(), ids_of(row.breakouts.all()))
    return True
