"""Bodies and their life: parts, predecessors and successors, seats of organisations, mandates of people."""

from governance.bodies.models.assessors import SeatedAssessor, SeatedScore
from governance.bodies.models.bodies import COUNCIL_KINDS, Body, BodyKind, BodyState
from governance.bodies.models.mandates import Mandate
from governance.bodies.models.passing_on import HandedOver, MandateNotice
from governance.bodies.models.roles import Role
from governance.bodies.models.seats import Seat
from governance.bodies.models.successions import Succession, SuccessionKind

__all__ = [
    "COUNCIL_KINDS",
    "Body",
    "BodyKind",
    "BodyState",
    "HandedOver",
    "Mandate",
    "MandateNotice",
    "Role",
    "Seat",
    "SeatedAssessor",
    "SeatedScore",
    "Succession",
    "SuccessionKind",
]
