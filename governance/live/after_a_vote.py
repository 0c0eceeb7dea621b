"""Nothing is decided "after a vote" at a table where none was held: nobody would ask the majority of the body.

What is written down after the meeting, or about another day, may come from paper: there the word is the document's.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from governance.decisions.models import Decision, DecisionState, Method
from governance.live.models import LiveMeeting, Tally

NO_VOTE = (
    "Over dit voorstel is hier niet gestemd. Open eerst een stemming: daar schrijf je ook stemmen op die hardop zijn "
    "uitgebracht. Of kies hoe er anders is besloten."
)


def needs_a_vote(row: Decision, state: DecisionState) -> None:
    """For settling: refuse, by ValidationError, what is decided today after a vote at a meeting that goes on, while no
    vote was counted."""
    if row.method != Method.VOTE or row.item is None or row.taken_on != timezone.localdate():
        return
    live = LiveMeeting.objects.filter(meeting=row.item.meeting_id).first()
    if live is None or live.is_over or live.is_afterwards:
        return
    if not row.ballots.exclude(outcome__in=["", Tally.VOID]).exists():
        raise ValidationError(NO_VOTE)
