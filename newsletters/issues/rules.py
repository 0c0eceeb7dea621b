"""Who makes the newsletter."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing

MAKE = "newsletters.make_issues"


@rule(MAKE)
def makes_issues(standing: Standing, issue: Any) -> bool:
    """The netwerkbureau (domain.md P11)."""
    return standing.is_bureau
