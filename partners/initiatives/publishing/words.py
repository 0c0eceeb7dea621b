"""The state of an initiative in words for the public: how far it is, and not who lies awake of it."""

from django.db import models

from partners.initiatives.models import Initiative, State


class PublicState(models.TextChoices):
    """The states as inhabitants read them; the value is the end of the address of the gallery."""

    LOOKED_AT = "bekeken", "Wordt bekeken"
    TAKEN_UP = "opgenomen", "Opgenomen"
    RUNNING = "in-uitvoering", "In uitvoering"
    DONE = "afgerond", "Afgerond"
    ELSEWHERE = "elders", "Gaat verder bij een organisatie"
    ENDED = "gestopt", "Gaat niet door"


# What lies on a table, or is offered to somebody, is nobody else's business yet: that is all "looked at".
STATES: dict[State, PublicState] = {
    State.RECEIVED: PublicState.LOOKED_AT,
    State.TRIAGE: PublicState.LOOKED_AT,
    State.ASSESSING: PublicState.LOOKED_AT,
    State.OFFERED: PublicState.LOOKED_AT,
    State.RETURNED: PublicState.LOOKED_AT,
    State.ON_AGENDA: PublicState.LOOKED_AT,
    State.TAKEN_UP: PublicState.TAKEN_UP,
    State.RUNNING: PublicState.RUNNING,
    State.DONE: PublicState.DONE,
    State.ELSEWHERE: PublicState.ELSEWHERE,
    State.NOT_TAKEN_UP: PublicState.ENDED,
    State.STOPPED: PublicState.ENDED,
    State.WITHDRAWN: PublicState.ENDED,
}
# How a state looks; the words always stand beside it.
TONES: dict[str, str] = {
    PublicState.LOOKED_AT: "info",
    PublicState.TAKEN_UP: "info",
    PublicState.RUNNING: "good",
    PublicState.DONE: "good",
    PublicState.ELSEWHERE: "neutral",
    PublicState.ENDED: "neutral",
}


def public_state(state: str) -> PublicState:
    """How the public reads this state. KeyError for a draft: nobody reads that."""
    return STATES[State(state)]


def states_of(public: str) -> list[str]:
    """The states behind one public state."""
    return [state.value for state, seen in STATES.items() if seen == public]


def public_words(initiative: Initiative) -> str:
    """The state in one line. The name of an organisation that took it on is public; the name of a meeting is said by
    whoever knows that it is."""
    seen = public_state(initiative.state)
    if seen == PublicState.ELSEWHERE and initiative.at_whom:
        return f"Gaat verder bij {initiative.at_whom}"
    return str(seen.label)
