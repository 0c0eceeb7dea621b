"""The tables of initiatives, ground floor first."""

from partners.initiatives.models.executions import (
    CARRYING,
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    InitiativeReportReminder,
    Success,
    Verdict,
)
from partners.initiatives.models.guests import KEPT, Guest
from partners.initiatives.models.hanging import (
    MOST_FILES,
    Cosign,
    Fits,
    InitiativeFile,
    InitiativePartner,
    InitiativeSubject,
    InsideQuerySet,
    SelfCheck,
)
from partners.initiatives.models.initiatives import WORDS, Initiative, Money
from partners.initiatives.models.moves import Move, MoveNotice
from partners.initiatives.models.publications import (
    InitiativePublication,
    InitiativePublicationNotice,
    PublicityAgreement,
    PublicityQuestion,
    PublicText,
    PublishedSubject,
    TakeOffRequest,
)
from partners.initiatives.models.states import (
    AT_THE_BUREAU,
    CARRIED_OUT,
    OVER,
    WITHDRAWABLE,
    WRITING,
    State,
    may_follow,
)
from partners.initiatives.models.submissions import Submission, SubmissionPdf

__all__ = [
    "AT_THE_BUREAU",
    "CARRIED_OUT",
    "CARRYING",
    "KEPT",
    "MOST_FILES",
    "OVER",
    "WITHDRAWABLE",
    "WORDS",
    "WRITING",
    "Cosign",
    "Fits",
    "Guest",
    "Initiative",
    "InitiativeExecution",
    "InitiativeFile",
    "InitiativeMilestone",
    "InitiativePartner",
    "InitiativePublication",
    "InitiativePublicationNotice",
    "InitiativeReport",
    "InitiativeReportReminder",
    "InitiativeSubject",
    "InsideQuerySet",
    "Money",
    "Move",
    "MoveNotice",
    "PublicText",
    "PublicityAgreement",
    "PublicityQuestion",
    "PublishedSubject",
    "SelfCheck",
    "State",
    "Submission",
    "SubmissionPdf",
    "Success",
    "TakeOffRequest",
    "Verdict",
    "may_follow",
]
