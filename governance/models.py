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

__all__ = [
    "AgendaItem",
    "AgendaItemShare",
    "AgendaPublication",
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
    "Mandate",
    "Meeting",
    "Paper",
    "PaperShare",
    "PublicationNotice",
    "Seat",
    "Succession",
]
