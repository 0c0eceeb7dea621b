"""What people may do with objectives. Reading is open."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("themes.keep_objectives")
def may_keep_objectives(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau writes down what the partners agreed for a year, and what became of it."""
    return standing.is_bureau
