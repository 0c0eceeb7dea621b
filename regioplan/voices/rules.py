"""What people may do with inbreng. What is public everybody reads; a draft is for the netwerkbureau."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.keep_voices")
def may_keep_voices(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau writes down what was said and what was done with it, and decides when it is public."""
    return standing.is_bureau


@rule("regioplan.view_history_of_voice")
def may_look_back(standing: Standing, voice: Any) -> bool:
    """The netwerkbureau alone: older versions may hold what was taken away on purpose."""
    return standing.is_bureau
