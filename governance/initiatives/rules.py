"""Who puts initiatives on an agenda."""

from typing import Any

from partners.initiatives.rules import may_triage
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.put_initiative_on_agenda")
def puts_on_an_agenda(standing: Standing, initiative: Any) -> bool:
    """The netwerkbureau, while it lies there; on agendas it keeps, and as a proposal elsewhere. Nobody of it what they
    bring in themselves, as in triage."""
    return standing.is_bureau and (initiative is None or may_triage(standing, initiative))
