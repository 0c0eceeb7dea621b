"""Table of contents: meetings, their agenda items, papers, shares by hand and publications."""

from governance.meetings.models.initiatives import ItemInitiative, LinkEnd, PublishedInitiative
from governance.meetings.models.items import AgendaItem, AgendaItemShare, ItemKind, Treatment
from governance.meetings.models.lines import PublishedLine
from governance.meetings.models.meetings import MANAGERS, OFFICES, Meeting, MeetingStatus
from governance.meetings.models.openings import PaperOpening
from governance.meetings.models.papers import Paper, PaperShare, Woo
from governance.meetings.models.parallel import ParallelPart, ParallelSession, Room
from governance.meetings.models.publications import AgendaPublication, Audience, PublicationNotice
from governance.meetings.models.stops import MeetingStop, StopNotice
from governance.meetings.models.subjects import ItemSubject, PublishedSubject
from governance.meetings.models.uploads import PaperUpload
from governance.meetings.models.versions import PaperVersion

__all__ = [
    "MANAGERS",
    "OFFICES",
    "AgendaItem",
    "AgendaItemShare",
    "AgendaPublication",
    "Audience",
    "ItemInitiative",
    "ItemKind",
    "ItemSubject",
    "LinkEnd",
    "Meeting",
    "MeetingStatus",
    "MeetingStop",
    "Paper",
    "PaperOpening",
    "PaperShare",
    "PaperUpload",
    "PaperVersion",
    "ParallelPart",
    "ParallelSession",
    "PublicationNotice",
    "PublishedInitiative",
    "PublishedLine",
    "PublishedSubject",
    "Room",
    "StopNotice",
    "Treatment",
    "Woo",
]
