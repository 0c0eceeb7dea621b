"""What is said of an initiative to who decides: what its assessors advise, or its own words."""

from partners.initiatives.assessing import advice_for
from partners.initiatives.models import Initiative


def explanation_of(initiative: Initiative) -> str:
    """Plain text: the advice, where the netwerkbureau wrote one; otherwise the idea as it was sent."""
    return advice_for(initiative) or initiative.idea
