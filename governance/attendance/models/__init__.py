"""Table of contents: invitations and what was mailed about them, presence, quorum rules, recusals and feeds."""

from governance.attendance.models.feeds import CalendarFeed
from governance.attendance.models.invitations import Invitation, InvitationKind, Reply
from governance.attendance.models.letters import CalendarLetter, Method
from governance.attendance.models.presence import Movement, MovementKind, Presence, PresenceState
from governance.attendance.models.quorum_rules import Group, QuorumRequirement, QuorumRule
from governance.attendance.models.recusals import Recusal, RecusalKind, RecusalState

__all__ = [
    "CalendarFeed",
    "CalendarLetter",
    "Group",
    "Invitation",
    "InvitationKind",
    "Method",
    "Movement",
    "MovementKind",
    "Presence",
    "PresenceState",
    "QuorumRequirement",
    "QuorumRule",
    "Recusal",
    "RecusalKind",
    "RecusalState",
    "Reply",
]
