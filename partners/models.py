"""Table of contents: the tables of partners."""

from partners.contacts.models import Contact
from partners.importing.models import RegisterImport
from partners.initiatives.models import (
    Assessment,
    AssessmentNotice,
    CosignNotice,
    CriterionScore,
    Guest,
    Initiative,
    InitiativeAdvice,
    InitiativeFile,
    InitiativePartner,
    InitiativeSubject,
    Message,
    MessageNotice,
    MessageSettled,
    Move,
    MoveNotice,
    SelfCheck,
    Submission,
    SubmissionPdf,
)
from partners.joining.models import AccessRequest, Ask
from partners.merging.models import Merger
from partners.organisations.models import Organisation, Participation, Representation
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme

__all__ = [
    "AccessRequest",
    "Ask",
    "Assessment",
    "AssessmentNotice",
    "Contact",
    "CosignNotice",
    "CriterionScore",
    "Guest",
    "Initiative",
    "InitiativeAdvice",
    "InitiativeFile",
    "InitiativePartner",
    "InitiativeSubject",
    "Merger",
    "Message",
    "MessageNotice",
    "MessageSettled",
    "Move",
    "MoveNotice",
    "Municipality",
    "Organisation",
    "Participation",
    "Region",
    "RegionMembership",
    "RegionScheme",
    "RegisterImport",
    "Representation",
    "SelfCheck",
    "Submission",
    "SubmissionPdf",
]
