"""Table of contents: the tables of regioplan, ground floor first."""

from regioplan.approvals.models import Approval
from regioplan.importing.models import PlanImport
from regioplan.plans.models import (
    Deadline,
    InputReply,
    Plan,
    PlanInput,
    PlanNotice,
    PlanPublication,
    PlanSection,
    PlanVersion,
    PublishedChapter,
    SectionLink,
)

__all__ = [
    "Approval",
    "Deadline",
    "InputReply",
    "Plan",
    "PlanImport",
    "PlanInput",
    "PlanNotice",
    "PlanPublication",
    "PlanSection",
    "PlanVersion",
    "PublishedChapter",
    "SectionLink",
]
