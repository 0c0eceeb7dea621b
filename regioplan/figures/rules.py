"""What people may do with kerncijfers. They are public: each number has its source and its day."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.keep_figures")
def may_keep_figures(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau writes down figures and their numbers."""
    return standing.is_bureau


@rule("regioplan.view_history_of_figure")
def may_look_back(standing: Standing, figure: Any) -> bool:
    """The netwerkbureau and administrators."""
    return standing.is_bureau or standing.is_admin
