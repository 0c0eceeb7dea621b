"""What is said of an initiative to who decides: what its assessors advise, or its own words."""

from importlib import import_module
from importlib.util import find_spec

from partners.initiatives.models import Initiative

ASSESSING = "partners.initiatives.assessing"


def explanation_of(initiative: Initiative) -> str:
    """Plain text: the advice, where assessors gave any; otherwise the idea as it was sent."""
    if find_spec(ASSESSING) is None:
        return initiative.idea
    advice_for = getattr(import_module(ASSESSING), "advice_for", None)
    return str(advice_for(initiative) or initiative.idea) if advice_for else initiative.idea
