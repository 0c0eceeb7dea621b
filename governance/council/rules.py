"""Who may do what in the registers of a council."""

from typing import Any

from governance.council.handling.models import Settlement
from governance.council.keeping import is_clerk, keeps
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.keep_council_registers")
def keeps_registers(standing: Standing, record: Any) -> bool:
    """The griffie of that council and the netwerkbureau; without a record: of some council."""
    return keeps(standing, record and record.council)


@rule("governance.keep_dossiers")
def keeps_dossiers(standing: Standing, dossier: Any) -> bool:
    """A dossier is of no council alone: the netwerkbureau, and every griffie."""
    return keeps(standing, None)


@rule("governance.decide_settlement")
def decides_a_settlement(standing: Standing, settlement: Settlement) -> bool:
    """The griffie of the council it was promised to, and nobody else (domain.md E5)."""
    return is_clerk(standing, settlement.promise.council)


@rule("governance.withdraw_settlement")
def withdraws_a_settlement(standing: Standing, settlement: Settlement) -> bool:
    """Who proposed it, and the netwerkbureau."""
    own = standing.person_id is not None and settlement.proposed_by_id == standing.person_id
    return own or standing.is_bureau


@rule("governance.view_history_of_council_record")
def looks_back(standing: Standing, record: Any) -> bool:
    """Who keeps the register."""
    return keeps(standing, record.council)
