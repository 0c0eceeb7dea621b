"""What people may do with the timeline. It is public: each fact has its source."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.keep_timeline")
def may_keep_timeline(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau writes down facts; plans, approvals and agreements come on the line by themselves."""
    return standing.is_bureau


@rule("regioplan.view_history_of_event")
def may_look_back(standing: Standing, event: Any) -> bool:
    """The netwerkbureau and administrators."""
    return standing.is_bureau or standing.is_admin
