"""Table of contents: the tables of the Regioplan."""

from regioplan.accords.models import Accord, AccordParty
from regioplan.agreements.models import Agreement, AgreementAnswer, AgreementQuestion
from regioplan.agreements.notices import AgreementNotice, AnswerNotice, QuestionNotice
from regioplan.approvals.models import Approval
from regioplan.figures.models import FigureValue, KeyFigure
from regioplan.funding.amounts import Allocation, AllocationShare
from regioplan.funding.applications import ApplicationStep, FundingApplication
from regioplan.funding.estimates import CostEstimate
from regioplan.funding.instruments import FundingInstrument, FundingMandate, OfficePayer
from regioplan.importing.models import PlanImport
from regioplan.local_actions.models import LocalAction
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
from regioplan.timeline.models import TimelineEvent
from regioplan.transformation_plans.models import (
    DeskClosing,
    DeskInsurer,
    FitAnswer,
    FitTest,
    InsurerJudgement,
    InsurerQuestion,
    MilestoneOutcome,
    NoQuestions,
    PlanAssessor,
    PlanAttachment,
    PlanMilestone,
    PlanParty,
    PlanStep,
    PlanStepNotice,
    TransformationPlan,
)
from regioplan.voices.contacts import VoiceContact, VoiceNotice
from regioplan.voices.models import Voice, VoiceAnswer

__all__ = [
    "Accord",
    "AccordParty",
    "Agreement",
    "AgreementAnswer",
    "AgreementNotice",
    "AgreementQuestion",
    "Allocation",
    "AllocationShare",
    "AnswerNotice",
    "ApplicationStep",
    "Approval",
    "CostEstimate",
    "Deadline",
    "DeskClosing",
    "DeskInsurer",
    "FigureValue",
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
    "KeyFigure",
    "LocalAction",
    "Measurement",
    "Milestone",
    "MilestoneChange",
    "MilestoneOutcome",
    "NoQuestions",
    "OfficePayer",
    "Plan",
    "PlanAssessor",
    "PlanAttachment",
    "PlanImport",
    "PlanInput",
    "PlanMilestone",
    "PlanNotice",
    "PlanParty",
    "PlanPublication",
    "PlanSection",
    "PlanStep",
    "PlanStepNotice",
    "PlanVersion",
    "ProgressReport",
    "PublishedChapter",
    "QuestionNotice",
    "ReportReminder",
    "ReportingRhythm",
    "SectionLink",
    "TimelineEvent",
    "TransformationPlan",
    "Voice",
    "VoiceAnswer",
    "VoiceContact",
    "VoiceNotice",
]
