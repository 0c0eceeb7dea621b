"""What people may do about who wants to come in. Nobody answers for themselves."""

from typing import Any

from partners.organisations.rules import organisation_of
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("partners.answer_access")
def may_answer(standing: Standing, request: Any) -> bool:
    """The netwerkbureau, and who may let colleagues in at that organisation; never who asked."""
    if standing.person_id is None or request.person_id == standing.person_id:
        return False
    return standing.is_bureau or request.organisation_id in standing.manages


@rule("partners.withdraw_access")
def may_withdraw(standing: Standing, request: Any) -> bool:
    """Who asked."""
    return standing.person_id is not None and request.person_id == standing.person_id


@rule("partners.see_access")
def may_see(standing: Standing, request: Any) -> bool:
    """Whoever it is visible to."""
    return standing.is_somebody


@rule("partners.ask_as_organisation")
def may_ask(standing: Standing, subject: Any) -> bool:
    """Who speaks for it asks something in its name."""
    return organisation_of(subject) in standing.organisations


@rule("partners.answer_organisation")
def may_answer_organisation(standing: Standing, ask: Any) -> bool:
    """The netwerkbureau, not who asked it as a spokesperson."""
    return standing.is_bureau and (ask is None or ask.asked_by_id != standing.person_id)
