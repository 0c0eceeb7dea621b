"""The states of an initiative and which follow each other: what who brought it in reads, and nobody has to guess."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "concept", "Concept"
    RECEIVED = "ontvangen", "Ontvangen"
    TRIAGE = "in_triage", "In triage"
    ASSESSING = "bij_beoordeling", "Bij beoordeling"
    OFFERED = "aangeboden", "Aangeboden aan een andere organisatie"
    ELSEWHERE = "elders", "Elders belegd"
    RETURNED = "teruggegeven", "Teruggegeven met een vraag"
    ON_AGENDA = "op_agenda", "Op de agenda"
    TAKEN_UP = "opgenomen", "Opgenomen"
    NOT_TAKEN_UP = "niet_opgenomen", "Niet opgenomen"
    RUNNING = "in_uitvoering", "In uitvoering"
    DONE = "afgerond", "Afgerond"
    STOPPED = "gestopt", "Gestopt"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


S = State
# Its words may still change: nobody answers for them yet, or they were asked for again.
WRITING = (S.DRAFT, S.RETURNED)
# It lies with the netwerkbureau, which says where it goes.
AT_THE_BUREAU = (S.RECEIVED, S.TRIAGE, S.ASSESSING)
# Nothing is expected of anybody any more.
OVER = (S.ELSEWHERE, S.NOT_TAKEN_UP, S.DONE, S.STOPPED, S.WITHDRAWN)
CARRIED_OUT = (S.TAKEN_UP, S.RUNNING, S.DONE)
# Until there is a decision, who brought it in may take it back.
WITHDRAWABLE = (S.RECEIVED, S.TRIAGE, S.ASSESSING, S.OFFERED, S.RETURNED, S.ON_AGENDA)
# With somebody's name or a body's behind it: the state alone says too little.
WITH_WHOM = (S.OFFERED, S.ELSEWHERE, S.ON_AGENDA)

TRANSITIONS = [
    (S.DRAFT, S.RECEIVED),
    *((S.RECEIVED, to) for to in (S.TRIAGE, S.ASSESSING, S.OFFERED, S.RETURNED, S.ON_AGENDA)),
    *((S.TRIAGE, to) for to in (S.ASSESSING, S.OFFERED, S.RETURNED, S.ON_AGENDA)),
    *((S.ASSESSING, to) for to in (S.TRIAGE, S.OFFERED, S.RETURNED, S.ON_AGENDA)),
    (S.OFFERED, S.ELSEWHERE),
    (S.OFFERED, S.TRIAGE),
    (S.RETURNED, S.RECEIVED),
    # Nobody answered.
    (S.RETURNED, S.STOPPED),
    *((S.ON_AGENDA, to) for to in (S.TAKEN_UP, S.NOT_TAKEN_UP, S.TRIAGE)),
    # A decision that was corrected by another.
    (S.TAKEN_UP, S.NOT_TAKEN_UP),
    (S.NOT_TAKEN_UP, S.TAKEN_UP),
    (S.TAKEN_UP, S.RUNNING),
    (S.TAKEN_UP, S.STOPPED),
    (S.RUNNING, S.DONE),
    (S.RUNNING, S.STOPPED),
    *((state, S.WITHDRAWN) for state in WITHDRAWABLE),
]


def may_follow(now: str, to: str) -> bool:
    """Whether `to` is one of the states that follow `now`."""
    return (now, to) in TRANSITIONS
