"""Table of contents: the tables of the Regioplan."""

from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.applications import ApplicationStep, FundingApplication
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer
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
    "Allocation",
    "AllocationShare",
    "ApplicationStep",
    "CostEstimate",
    "DeskClosing",
    "DeskInsurer",
    "FitAnswer",
    "FitTest",
    "FundingApplication",
    "FundingInstrument",
    "FundingMandate",
    "InsurerJudgement",
    "InsurerQuestion",
    "MilestoneOutcome",
    "OfficePayer",
    "PlanAssessor",
    "PlanMilestone",
    "PlanParty",
    "PlanStep",
    "TransformationPlan",
]
