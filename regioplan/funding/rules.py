"""What people may do with money matters. Amounts, instruments and estimates are public: each has its source.

An application in preparation is for the netwerkbureau and the applicant; once it is made everybody sees it.
"""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.keep_funding")
def may_keep_funding(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau writes down instruments, mandates, applications, amounts and estimates."""
    return standing.is_bureau


@rule("regioplan.view_history_of_instrument")
def may_look_back(standing: Standing, instrument: Any) -> bool:
    """The netwerkbureau and administrators."""
    return standing.is_bureau or standing.is_admin
