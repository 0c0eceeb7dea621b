"""The tables of initiatives, ground floor first."""

from partners.initiatives.models.advice import InitiativeAdvice
from partners.initiatives.models.assessments import (
    Assessment,
    AssessmentNotice,
    CriterionScore,
    Score,
    Stand,
    Verdict,
)
from partners.initiatives.models.executions import (
    CARRYING,
    InitiativeExecution,
    InitiativeMilestone,
    InitiativeReport,
    InitiativeReportReminder,
    NewsVerdict,
    Success,
)
from partners.initiatives.models.guests import KEPT, Guest
from partners.initiatives.models.hanging import (
    MOST_FILES,
    Cosign,
    CosignNotice,
    Fits,
    InitiativeFile,
    InitiativePartner,
    InitiativeSubject,
    InsideQuerySet,
    SelfCheck,
)
from partners.initiatives.models.initiatives import WORDS, Initiative, Money
from partners.initiatives.models.messages import Message, MessageNotice, MessageSettled, unanswered
from partners.initiatives.models.moves import Move, MoveNotice
from partners.initiatives.models.publications import (
    InitiativePublication,
    InitiativePublicationNotice,
    PublishedSubject,
    TakeOffRequest,
)
from partners.initiatives.models.publicity import (
    PublicityAgreement,
    PublicityQuestion,
    PublicityRefusal,
    PublicText,
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
    "Assessment",
    "AssessmentNotice",
    "Cosign",
    "CosignNotice",
    "CriterionScore",
    "Fits",
    "Guest",
    "Initiative",
    "InitiativeAdvice",
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
    "Message",
    "MessageNotice",
    "MessageSettled",
    "Money",
    "Move",
    "MoveNotice",
    "NewsVerdict",
    "PublicText",
    "PublicityAgreement",
    "PublicityQuestion",
    "PublicityRefusal",
    "PublishedSubject",
    "Score",
    "SelfCheck",
    "Stand",
    "State",
    "Submission",
    "SubmissionPdf",
    "Success",
    "TakeOffRequest",
    "Verdict",
    "may_follow",
    "unanswered",
]
