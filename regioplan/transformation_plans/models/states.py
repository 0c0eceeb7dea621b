"""The states of a transformatieplan and which follow each other (domain.md E2)."""

from django.db import models


class PlanState(models.TextChoices):
    DRAFT = "concept", "Concept"
    DESK_CLOSED = "loket_gesloten", "Loket gesloten"
    QUICK_CHECK = "snelle_toets", "Snelle toets"
    QUICK_FAILED = "snelle_toets_negatief", "Niet door de snelle toets"
    ELABORATING = "samen_uitwerken", "Samen uitwerken"
    QUEUED = "wachtrij", "In de wachtrij"
    ASSESSMENT = "beoordeling", "In beoordeling"
    PRELIMINARY = "voorlopig_besluit", "Voorlopig besluit"
    APPROVED = "goedgekeurd", "Goedgekeurd"
    REJECTED = "afgewezen", "Afgewezen"
    STOPPED = "beoordeling_gestopt", "Beoordeling gestopt"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


S = PlanState
# Under assessment: the words stay as they are, and it can be stopped.
UNDER_WAY = (S.QUICK_CHECK, S.ELABORATING, S.QUEUED, S.ASSESSMENT, S.PRELIMINARY)
WRITING = (S.DRAFT, S.DESK_CLOSED, S.ELABORATING)
OVER = (S.QUICK_FAILED, S.APPROVED, S.REJECTED, S.STOPPED, S.WITHDRAWN)
NUMBERED = (S.QUEUED, S.ASSESSMENT, S.PRELIMINARY)

TRANSITIONS: list[tuple[str, str]] = [
    (S.DRAFT, S.DESK_CLOSED),
    (S.DRAFT, S.QUICK_CHECK),
    (S.DESK_CLOSED, S.QUICK_CHECK),
    (S.QUICK_CHECK, S.ELABORATING),
    (S.QUICK_CHECK, S.QUICK_FAILED),
    (S.ELABORATING, S.QUEUED),
    (S.QUEUED, S.ASSESSMENT),
    (S.ASSESSMENT, S.PRELIMINARY),
    (S.PRELIMINARY, S.APPROVED),
    (S.PRELIMINARY, S.REJECTED),
    *((state, S.STOPPED) for state in UNDER_WAY),
    *((state, S.WITHDRAWN) for state in (S.DRAFT, S.DESK_CLOSED, *UNDER_WAY)),
]
