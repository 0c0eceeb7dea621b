"""What people may do with the actions of a municipality. Who reads them is in `visible_to`."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.keep_local_actions")
def may_keep_local_actions(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau writes down what municipalities do."""
    return standing.is_bureau


@rule("regioplan.view_history_of_local_action")
def may_look_back(standing: Standing, action: Any) -> bool:
    """The netwerkbureau alone: an earlier version may have been besloten."""
    return standing.is_bureau
