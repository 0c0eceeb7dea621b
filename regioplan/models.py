"""Table of contents: the tables of the Regioplan."""

from regioplan.agreements.models import Agreement, AgreementAnswer
from regioplan.progress.models import Goal, Indicator, Milestone, MilestoneChange
from regioplan.progress.reports import Measurement, ProgressReport, ReportingRhythm, ReportReminder

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "Goal",
    "Indicator",
    "Measurement",
    "Milestone",
    "MilestoneChange",
    "ProgressReport",
    "ReportReminder",
    "ReportingRhythm",
]
