"""The tables of initiatives, ground floor first."""

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
from partners.initiatives.models.moves import Move, MoveNotice
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
    "KEPT",
    "MOST_FILES",
    "OVER",
    "WITHDRAWABLE",
    "WORDS",
    "WRITING",
    "Cosign",
    "CosignNotice",
    "Fits",
    "Guest",
    "Initiative",
    "InitiativeFile",
    "InitiativePartner",
    "InitiativeSubject",
    "InsideQuerySet",
    "Money",
    "Move",
    "MoveNotice",
    "SelfCheck",
    "State",
    "Submission",
    "SubmissionPdf",
    "may_follow",
]
