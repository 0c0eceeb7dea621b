"""Who may do what with proposals for an agenda, and with advice about them."""

from typing import Any

from governance.meetings.models import MANAGERS
from governance.meetings.rules import keeps_the_agenda
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.propose_from_seat")
def proposes_from_a_seat(standing: Standing, obj: Any) -> bool:
    """Who sits in any body that is no council, the netwerkbureau included."""
    return bool(standing.bodies.keys() - standing.councils)


@rule("governance.propose_for_organisation")
def proposes_for_an_organisation(standing: Standing, obj: Any) -> bool:
    """Who speaks for an organisation; who speaks for the province puts things on the agenda for it."""
    return bool(standing.organisations)


@rule("governance.propose_for_council")
def proposes_for_a_council(standing: Standing, obj: Any) -> bool:
    """Members of a council, and its griffie: a question or request goes to the network (domain.md R7)."""
    return bool(standing.councils)


@rule("governance.triage_proposal")
def triages(standing: Standing, proposal: Any) -> bool:
    """Who keeps the agenda of the body it lies at now."""
    if proposal is None:
        return keeps_the_agenda(standing, None)
    return standing.holds(proposal.body_id, *MANAGERS)


@rule("governance.answer_offer")
def answers_an_offer(standing: Standing, proposal: Any) -> bool:
    """Who keeps the agenda of the body it is offered to."""
    return proposal is not None and standing.holds(proposal.offered_to_id, *MANAGERS)


@rule("governance.withdraw_proposal")
def withdraws(standing: Standing, proposal: Any) -> bool:
    """Who proposed it."""
    return proposal is not None and proposal.proposed_by_id == standing.person_id


@rule("governance.ask_advice")
def asks_advice(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda of the body a proposal lies at, or of the body of an item."""
    return triages(standing, obj)


@rule("governance.give_advice")
def gives_advice(standing: Standing, advice: Any) -> bool:
    """Who was asked, or speaks for the organisation that was asked."""
    if advice is None:
        return False
    own = advice.person_id is not None and advice.person_id == standing.person_id
    return own or advice.organisation_id in standing.organisations
