"""The tables of transformatieplannen, ground floor first."""

from regioplan.transformation_plans.models.assessing import (
    InsurerJudgement,
    InsurerQuestion,
    NoQuestions,
    Round,
)
from regioplan.transformation_plans.models.attachments import AttachmentKind, PlanAttachment
from regioplan.transformation_plans.models.desk import (
    DECIDING,
    DeskClosing,
    DeskInsurer,
    InsurerRole,
    closing_now,
)
from regioplan.transformation_plans.models.fitting import Fit, FitAnswer, FitTest
from regioplan.transformation_plans.models.milestones import (
    Consequence,
    MilestoneOutcome,
    PaidBy,
    PlanMilestone,
)
from regioplan.transformation_plans.models.plans import PlanAssessor, PlanParty, TransformationPlan
from regioplan.transformation_plans.models.states import PlanState
from regioplan.transformation_plans.models.steps import PlanStep, PlanStepNotice

__all__ = [
    "DECIDING",
    "AttachmentKind",
    "Consequence",
    "DeskClosing",
    "DeskInsurer",
    "Fit",
    "FitAnswer",
    "FitTest",
    "InsurerJudgement",
    "InsurerQuestion",
    "InsurerRole",
    "MilestoneOutcome",
    "NoQuestions",
    "PaidBy",
    "PlanAssessor",
    "PlanAttachment",
    "PlanMilestone",
    "PlanParty",
    "PlanState",
    "PlanStep",
    "PlanStepNotice",
    "Round",
    "TransformationPlan",
    "closing_now",
]
