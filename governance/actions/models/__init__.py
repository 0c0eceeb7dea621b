"""Table of contents: actions, what happened to them, and who was mailed about them."""

from governance.actions.models.actions import Action, ActionState
from governance.actions.models.notices import About, ActionNotice
from governance.actions.models.steps import ActionStep, StepKind

__all__ = ["About", "Action", "ActionNotice", "ActionState", "ActionStep", "StepKind"]
