"""The standing of who has no account and holds the link that went to their mailbox: they bring in that one initiative.

So the rules are asked about them as about everybody: who may agree and who may report is said in one place.
"""

import uuid
from dataclasses import dataclass

from zorgzaam.standing import Standing


@dataclass(frozen=True)
class HoldsLink(Standing):
    """Nobody, but for `initiative_id`: what they bring in, and all of it they read."""

    initiative_id: uuid.UUID | None = None


def held(standing: Standing) -> uuid.UUID | None:
    """The initiative of the link this reader came in by; None for everybody else."""
    return standing.initiative_id if isinstance(standing, HoldsLink) else None
