"""Table of contents: the registers of councils."""

from governance.council.commitments.models import Commitment, CommitmentState, CommitmentWording
from governance.council.dossiers.models import CouncilDossier, DossierTheme
from governance.council.facts.models import CouncilFact, FactKind
from governance.council.handling.models import Outcome, Settlement, SettlementState, StatusNote
from governance.council.motions.models import Motion, MotionState
from governance.council.notices.models import CouncilNotice, NoticeKind, Way
from governance.council.sessions.models import (
    CouncilSession,
    ItemKind,
    Phase,
    ProgrammeItem,
    SessionBreakout,
    SessionPlace,
    SessionReason,
    SessionResult,
    SessionState,
)

__all__ = [
    "Commitment",
    "CommitmentState",
    "CommitmentWording",
    "CouncilDossier",
    "CouncilFact",
    "CouncilNotice",
    "CouncilSession",
    "DossierTheme",
    "FactKind",
    "ItemKind",
    "Motion",
    "MotionState",
    "NoticeKind",
    "Outcome",
    "Phase",
    "ProgrammeItem",
    "SessionBreakout",
    "SessionPlace",
    "SessionReason",
    "SessionResult",
    "SessionState",
    "Settlement",
    "SettlementState",
    "StatusNote",
    "Way",
]
