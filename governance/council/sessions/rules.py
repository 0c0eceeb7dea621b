"""Who may do what with a session, beside who keeps the registers."""

from governance.council.sessions.models import CouncilSession
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.join_council_session")
def joins_a_session(standing: Standing, session: CouncilSession) -> bool:
    """Who serves the council today, or the council it is a committee of."""
    council = session.council
    return bool({council.pk, council.part_of_id} & standing.councils)
