"""What the list of who is asked tells of terms: when the invitation was sent."""

import uuid
from collections.abc import Sequence

from django.db.models import Count, F, Min

from governance.attendance.models import Invitation, InvitationKind
from governance.meetings.models import Meeting
from governance.series.terms import Done, Told


def invited(meetings: Sequence[Meeting]) -> dict[uuid.UUID, Told]:
    """When the first member was asked, of those who still are; one query. Who is put on the list once the meeting began
    was not invited."""
    rows = Invitation.objects.asked().filter(
        meeting__in=meetings, kind=InvitationKind.MEMBER, invited_at__lt=F("meeting__starts_at")
    )
    counted = rows.order_by().values("meeting").annotate(first=Min("invited_at"), number=Count("pk"))
    return {row["meeting"]: Told(Done(row["first"]), _words(row["number"])) for row in counted}


def _words(number: int) -> str:
    return "1 lid is uitgenodigd" if number == 1 else f"{number} leden zijn uitgenodigd"
