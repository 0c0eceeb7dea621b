"""Table of contents: the tables of governance."""

from governance.bodies.models import Body, Mandate, Seat, Succession
from governance.briefings.content import BriefingAttachment, BriefingBlock, BriefingSection
from governance.briefings.models import Briefing
from governance.briefings.publication import BriefingAnnouncement, BriefingPublication
from governance.briefings.reviewing import BriefingReview, BriefingShare
from governance.briefings.writers import BriefingWriter
from governance.meetings.models import (
    AgendaItem,
    AgendaItemShare,
    AgendaPublication,
    Meeting,
    Paper,
    PaperShare,
    PublicationNotice,
)
from governance.writing.models import (
    Ballot,
    Dot,
    HandIn,
    HandInWriter,
    HarvestCluster,
    HarvestItem,
    HarvestSession,
    Overlap,
    RemarkReply,
    Score,
    SignOff,
    TextRemark,
    WorkedTask,
    WorkedTaskCluster,
    WorkedTaskOrganisation,
    WritingAssignment,
    WritingParagraph,
)

__all__ = [
    "AgendaItem",
    "AgendaItemShare",
    "AgendaPublication",
    "Ballot",
    "Body",
    "Briefing",
    "BriefingAnnouncement",
    "BriefingAttachment",
    "BriefingBlock",
    "BriefingPublication",
    "BriefingReview",
    "BriefingSection",
    "BriefingShare",
    "BriefingWriter",
    "Dot",
    "HandIn",
    "HandInWriter",
    "HarvestCluster",
    "HarvestItem",
    "HarvestSession",
    "Mandate",
    "Meeting",
    "Overlap",
    "Paper",
    "PaperShare",
    "PublicationNotice",
    "RemarkReply",
    "Score",
    "Seat",
    "SignOff",
    "Succession",
    "TextRemark",
    "WorkedTask",
    "WorkedTaskCluster",
    "WorkedTaskOrganisation",
    "WritingAssignment",
    "WritingParagraph",
]
