"""What schrijfteams work with."""

from governance.writing.models.assignments import LEADS, WritingAssignment
from governance.writing.models.clusters import HarvestCluster, Overlap
from governance.writing.models.harvest import HarvestItem, HarvestSession
from governance.writing.models.notices import HandInReturn, Told, WritingNotice
from governance.writing.models.outcomes import LeftOut, ProposalFromText, TakenOver
from governance.writing.models.tasks import Scale, WorkedTask, WorkedTaskCluster, WorkedTaskOrganisation
from governance.writing.models.texts import (
    Aspect,
    HandIn,
    HandInWriter,
    RemarkReply,
    SignOff,
    TextRemark,
    WritingParagraph,
)
from governance.writing.models.votes import Ballot, Dot, Score

__all__ = [
    "LEADS",
    "Aspect",
    "Ballot",
    "Dot",
    "HandIn",
    "HandInReturn",
    "HandInWriter",
    "HarvestCluster",
    "HarvestItem",
    "HarvestSession",
    "LeftOut",
    "Overlap",
    "ProposalFromText",
    "RemarkReply",
    "Scale",
    "Score",
    "SignOff",
    "TakenOver",
    "TextRemark",
    "Told",
    "WorkedTask",
    "WorkedTaskCluster",
    "WorkedTaskOrganisation",
    "WritingAssignment",
    "WritingNotice",
    "WritingParagraph",
]
