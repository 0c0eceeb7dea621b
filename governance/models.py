"""Table of contents: the tables of governance."""

from governance.bodies.models import Body, Mandate, Seat, Succession
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
    "Mandate",
    "Meeting",
    "Paper",
    "PaperShare",
    "PublicationNotice",
    "Seat",
    "Succession",
]
