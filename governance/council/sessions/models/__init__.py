"""Table of contents: the tables of sessions."""

from governance.council.sessions.models.joining import SessionPlace
from governance.council.sessions.models.papers import SessionPaper
from governance.council.sessions.models.programme import ItemKind, ProgrammeItem, SessionBreakout
from governance.council.sessions.models.reasons import SessionReason
from governance.council.sessions.models.results import SessionResult
from governance.council.sessions.models.sessions import CouncilSession, Phase, SessionState
from governance.council.sessions.models.slides import SessionSlide

__all__ = [
    "CouncilSession",
    "ItemKind",
    "Phase",
    "ProgrammeItem",
    "SessionBreakout",
    "SessionPaper",
    "SessionPlace",
    "SessionReason",
    "SessionResult",
    "SessionSlide",
    "SessionState",
]
