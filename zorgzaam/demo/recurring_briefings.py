"""Briefings of the kinds that come back, after all they tell of: registers, sessions, decisions and reports."""

from zorgzaam.demo import briefings


def load() -> None:
    """Make what is missing."""
    briefings.load("recurring_briefings")
