"""Table of contents: proposals, what they are about, their papers and steps, and advice of others."""

from governance.intake.models.advice import Advice, AdviceAnswer, AdviceNotice, AdviceState
from governance.intake.models.proposals import (
    Origin,
    Proposal,
    ProposalPaper,
    ProposalState,
    ProposalSubject,
)
from governance.intake.models.steps import ProposalNotice, ProposalStep, StepKind

__all__ = [
    "Advice",
    "AdviceAnswer",
    "AdviceNotice",
    "AdviceState",
    "Origin",
    "Proposal",
    "ProposalNotice",
    "ProposalPaper",
    "ProposalState",
    "ProposalStep",
    "ProposalSubject",
    "StepKind",
]
