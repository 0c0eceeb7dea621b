"""Table of contents: the registers of councils."""

from governance.council.commitments.models import Commitment, CommitmentState, CommitmentWording
from governance.council.dossiers.models import CouncilDossier, DossierTheme
from governance.council.handling.models import Outcome, Settlement, SettlementState, StatusNote
from governance.council.handling.notices import PromiseTold
from governance.council.motions.models import Motion, MotionState
from governance.council.notices.models import CouncilNotice, NoticeKind, Way

__all__ = [
    "Commitment",
    "CommitmentState",
    "CommitmentWording",
    "CouncilDossier",
    "CouncilNotice",
    "DossierTheme",
    "Motion",
    "MotionState",
    "NoticeKind",
    "Outcome",
    "PromiseTold",
    "Settlement",
    "SettlementState",
    "StatusNote",
    "Way",
]
