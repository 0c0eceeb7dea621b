"""Table of contents: meetings, their agenda items, papers, shares by hand and publications."""

from governance.meetings.models.items import AgendaItem, AgendaItemShare, ItemKind, Treatment
from governance.meetings.models.lines import PublishedLine
from governance.meetings.models.meetings import MANAGERS, OFFICES, Meeting, MeetingStatus
from governance.meetings.models.papers import Paper, PaperShare
from governance.meetings.models.parallel import ParallelPart, ParallelSession, Room
from governance.meetings.models.publications import AgendaPublication, Audience, PublicationNotice
from governance.meetings.models.stops import MeetingStop, StopNotice
from governance.meetings.models.subjects import ItemSubject, PublishedSubject

__all__ = [
    "MANAGERS",
    "OFFICES",
    "AgendaItem",
    "AgendaItemShare",
    "AgendaPublication",
    "Audience",
    "ItemKind",
    "ItemSubject",
    "Meeting",
    "MeetingStatus",
    "MeetingStop",
    "Paper",
    "PaperShare",
    "ParallelPart",
    "ParallelSession",
    "PublicationNotice",
    "PublishedLine",
    "PublishedSubject",
    "Room",
    "StopNotice",
    "Treatment",
]
