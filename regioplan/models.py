"""Table of contents: the tables of the Regioplan."""

from regioplan.agreements.models import Agreement, AgreementAnswer
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
from regioplan.progress.models import Goal, Indicator, Milestone, MilestoneChange
from regioplan.progress.reports import Measurement, ProgressReport, ReportingRhythm, ReportReminder

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "Approval",
    "Deadline",
    "Goal",
    "Indicator",
    "InputReply",
    "Measurement",
    "Milestone",
    "MilestoneChange",
    "Plan",
    "PlanImport",
    "PlanInput",
    "PlanNotice",
    "PlanPublication",
    "PlanSection",
    "PlanVersion",
    "ProgressReport",
    "PublishedChapter",
    "ReportReminder",
    "ReportingRhythm",
    "SectionLink",
]
