"""Table of contents: the tables of partners."""

from partners.initiatives.models import (
    CosignNotice,
    Guest,
    Initiative,
    InitiativeFile,
    InitiativePartner,
    InitiativeSubject,
    Move,
    MoveNotice,
    SelfCheck,
    Submission,
    SubmissionPdf,
)
from partners.organisations.models import Organisation, Participation, Representation
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme

__all__ = [
    "CosignNotice",
    "Guest",
    "Initiative",
    "InitiativeFile",
    "InitiativePartner",
    "InitiativeSubject",
    "Move",
    "MoveNotice",
    "Municipality",
    "Organisation",
    "Participation",
    "Region",
    "RegionMembership",
    "RegionScheme",
    "Representation",
    "SelfCheck",
    "Submission",
    "SubmissionPdf",
]
