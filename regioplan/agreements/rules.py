"""What people may do with agreements. What was accepted is public; a proposal is for who is asked and who asks."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("regioplan.keep_agreements")
def may_propose(standing: Standing, agreement: Any) -> bool:
    """The netwerkbureau proposes, rewrites a proposal nobody answered, and takes it back."""
    return standing.is_bureau


@rule("regioplan.answer_agreement")
def may_answer(standing: Standing, agreement: Any) -> bool:
    """Who speaks for the organisation, and nobody for it: not the netwerkbureau, not an administrator."""
    return agreement.organisation_id in standing.organisations


@rule("regioplan.end_agreement")
def may_end(standing: Standing, agreement: Any) -> bool:
    """The netwerkbureau, and the organisation itself."""
    return standing.is_bureau or agreement.organisation_id in standing.organisations


@rule("regioplan.view_history_of_agreement")
def may_look_back(standing: Standing, agreement: Any) -> bool:
    """The netwerkbureau, and the organisation itself."""
    return standing.is_bureau or agreement.organisation_id in standing.organisations
