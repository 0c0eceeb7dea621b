"""Table of contents: series, templates, what comes back, what slipped, and terms."""

from governance.series.models.recess import Recess, Whose
from governance.series.models.recurring import Recurrence, RecurringItem
from governance.series.models.series import (
    Avoiding,
    Fate,
    FollowingMeeting,
    MeetingSeries,
    Nth,
    Rhythm,
    SeriesDate,
    SeriesMeeting,
    Weekday,
)
from governance.series.models.slips import Slip
from governance.series.models.templates import (
    AgendaStart,
    AgendaTemplate,
    Part,
    StandingItem,
    StandingOccurrence,
)
from governance.series.models.terms import CountedIn, Moment, TermKind, TermNotice, TermSet, TermTick

__all__ = [
    "AgendaStart",
    "AgendaTemplate",
    "Avoiding",
    "CountedIn",
    "Fate",
    "FollowingMeeting",
    "MeetingSeries",
    "Moment",
    "Nth",
    "Part",
    "Recess",
    "Recurrence",
    "RecurringItem",
    "Rhythm",
    "SeriesDate",
    "SeriesMeeting",
    "Slip",
    "StandingItem",
    "StandingOccurrence",
    "TermKind",
    "TermNotice",
    "TermSet",
    "TermTick",
    "Weekday",
    "Whose",
]
