"""Table of contents: the registers of councils."""

from governance.council.answers.contributions import Contribution, ContributionNotice, ContributionState
from governance.council.answers.models import (
    AnswerFile,
    AnswerLetter,
    AnswerNotice,
    AnswerWriter,
    FileState,
    SentAnswer,
)  # fmt: skip
from governance.council.commitments.models import Commitment, CommitmentState, CommitmentWording
from governance.council.dossiers.models import CouncilDossier, DossierTheme
from governance.council.facts.models import CouncilFact, FactKind
from governance.council.handling.models import Outcome, Settlement, SettlementState, StatusNote
from governance.council.handling.notices import PromiseTold
from governance.council.importing.models import CouncilImport, CouncilRegister
from governance.council.motions.models import Motion, MotionState
from governance.council.notices.models import CouncilNotice, NoticeKind, Way
from governance.council.questions.models import (
    DelayNotice,
    Question,
    QuestionDelay,
    QuestionSort,
    QuestionState,
)  # fmt: skip
from governance.council.questions.term_days import QuestionTerm
from governance.council.sessions.models import (
    CouncilSession,
    ItemKind,
    Phase,
    ProgrammeItem,
    SessionBreakout,
    SessionPaper,
    SessionPlace,
    SessionReason,
    SessionResult,
    SessionSlide,
    SessionState,
)
from governance.council.upkeep.models import KeptRegister, RegisterUpToDate

__all__ = [
    "AnswerFile",
    "AnswerLetter",
    "AnswerNotice",
    "AnswerWriter",
    "Commitment",
    "CommitmentState",
    "CommitmentWording",
    "Contribution",
    "ContributionNotice",
    "ContributionState",
    "CouncilDossier",
    "CouncilFact",
    "CouncilImport",
    "CouncilNotice",
    "CouncilRegister",
    "CouncilSession",
    "DelayNotice",
    "DossierTheme",
    "FactKind",
    "FileState",
    "ItemKind",
    "KeptRegister",
    "Motion",
    "MotionState",
    "NoticeKind",
    "Outcome",
    "Phase",
    "ProgrammeItem",
    "PromiseTold",
    "Question",
    "QuestionDelay",
    "QuestionSort",
    "QuestionState",
    "QuestionTerm",
    "RegisterUpToDate",
    "SentAnswer",
    "SessionBreakout",
    "SessionPaper",
    "SessionPlace",
    "SessionReason",
    "SessionResult",
    "SessionSlide",
    "SessionState",
    "Settlement",
    "SettlementState",
    "StatusNote",
    "Way",
]
