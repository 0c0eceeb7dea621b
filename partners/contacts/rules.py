"""What people may do with who speaks for an organisation. Its contacts are kept by all who speak for it."""

from typing import Any

from partners.organisations.rules import organisation_of
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("partners.manage_colleagues")
def may_manage(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau, and who was given the right to let colleagues in; never about oneself."""
    if standing.is_somebody and getattr(subject, "person_id", None) == standing.person_id:
        return False
    return standing.is_bureau or organisation_of(subject) in standing.manages


@rule("partners.open_account")
def may_open_account(standing: Standing, representation: Any) -> bool:
    """The netwerkbureau gives an account to somebody it knew already, not to oneself."""
    return standing.is_bureau and representation.person_id != standing.person_id
