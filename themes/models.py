"""Table of contents: the models of this app, ground floor first."""

from themes.criteria.models import (
    AssessmentCriterion,
    CareDomain,
    CareService,
    PreventionLevel,
    ServiceTheme,
    StrategicPrinciple,
)
from themes.findings.models import DiscussionQuestion, Finding
from themes.generations.models import GenerationDocument, ThemeGeneration
from themes.objectives.models import Objective, ThemeTask, ThemeTaskLink
from themes.tasks.links import TaskLink, TaskTheme
from themes.tasks.models import TaskList, TransformationTask
from themes.tasks.parts import TaskPart
from themes.themes.models import DocumentTheme, Theme, ThemeKinship, ThemeName

__all__ = [
    "AssessmentCriterion",
    "CareDomain",
    "CareService",
    "DiscussionQuestion",
    "DocumentTheme",
    "Finding",
    "GenerationDocument",
    "Objective",
    "PreventionLevel",
    "ServiceTheme",
    "StrategicPrinciple",
    "TaskLink",
    "TaskList",
    "TaskPart",
    "TaskTheme",
    "Theme",
    "ThemeGeneration",
    "ThemeKinship",
    "ThemeName",
    "ThemeTask",
    "ThemeTaskLink",
    "TransformationTask",
]
