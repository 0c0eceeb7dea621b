"""Table of contents: what of governance beheer shows."""

from governance.bodies.admin import BodyAdmin, MandateAdmin, SeatAdmin
from governance.briefings.admin import BriefingAdmin, BriefingPublicationAdmin
from governance.decisions.admin import DecisionAdmin
from governance.executions.admin import ExecutionAdmin
from governance.meetings.admin import AgendaItemAdmin, AgendaPublicationAdmin, MeetingAdmin

__all__ = [
    "AgendaItemAdmin",
    "AgendaPublicationAdmin",
    "BodyAdmin",
    "BriefingAdmin",
    "BriefingPublicationAdmin",
    "DecisionAdmin",
    "ExecutionAdmin",
    "MandateAdmin",
    "MeetingAdmin",
    "SeatAdmin",
]
