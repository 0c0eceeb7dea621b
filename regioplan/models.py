"""Table of contents: the tables of the Regioplan."""

from regioplan.accords.models import Accord, AccordParty
from regioplan.agreements.models import Agreement, AgreementAnswer
from regioplan.approvals.models import Approval
from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.applications import ApplicationStep, FundingApplication
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer
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
from regioplan.transformation_plans.models import (
    DeskClosing,
    DeskInsurer,
    FitAnswer,
    FitTest,
    InsurerJudgement,
    InsurerQuestion,
    MilestoneOutcome,
    PlanAssessor,
    PlanMilestone,
    PlanParty,
    PlanStep,
    TransformationPlan,
)

__all__ = [
    "Accord",
    "AccordParty",
    "Agreement",
    "AgreementAnswer",
    "Allocation",
    "AllocationShare",
    "ApplicationStep",
    "Approval",
    "CostEstimate",
    "Deadline",
    "DeskClosing",
    "DeskInsurer",
    "FitAnswer",
    "FitTest",
    "FundingApplication",
    "FundingInstrument",
    "FundingMandate",
    "Goal",
    "Indicator",
    "InputReply",
    "InsurerJudgement",
    "InsurerQuestion",
    "Measurement",
    "Milestone",
    "MilestoneChange",
    "MilestoneOutcome",
    "OfficePayer",
    "Plan",
    "PlanAssessor",
    "PlanImport",
    "PlanInput",
    "PlanMilestone",
    "PlanNotice",
    "PlanParty",
    "PlanPublication",
    "PlanSection",
    "PlanStep",
    "PlanVersion",
    "ProgressReport",
    "PublishedChapter",
    "ReportReminder",
    "ReportingRhythm",
    "SectionLink",
    "TransformationPlan",
]
