"""Issues of the newsletter: the issue, the blocks it is made of, and what of it was frozen."""

from newsletters.issues.models.blocks import TARGETS, Block, BlockKind, blocks_of, taken_away
from newsletters.issues.models.frozen import FrozenIssue
from newsletters.issues.models.issues import Issue
from newsletters.issues.states import OPEN, OUT, IssueState

__all__ = [
    "OPEN",
    "OUT",
    "TARGETS",
    "Block",
    "BlockKind",
    "FrozenIssue",
    "Issue",
    "IssueState",
    "blocks_of",
    "taken_away",
]
