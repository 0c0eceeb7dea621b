"""What people may do with organisations. Reading is open: organisations are public."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("partners.view_history_of_organisation")
def may_look_back(standing: Standing, organisation: Any) -> bool:
    """The netwerkbureau, administrators, and who speaks for the organisation."""
    return standing.is_bureau or standing.is_admin or organisation.pk in standing.organisations
