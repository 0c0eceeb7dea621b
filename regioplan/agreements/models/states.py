"""The roles and states of a regio-afspraak, and which count on a day."""

import datetime

from django.db import models
from django.db.models import Q

from zorgzaam.periods import holds_on


class Role(models.TextChoices):
    LEAD = "trekker", "Trekker"
    EXECUTOR = "uitvoerder", "Uitvoerder"
    PARTNER = "partner", "Partner"
    FUNDER = "financier", "Financier"
    INVOLVED = "betrokken", "Betrokken"


class State(models.TextChoices):
    """The one vocabulary: what screens, mails and files call it."""

    PROPOSED = "voorgesteld", "Wacht op antwoord"
    ACCEPTED = "geaccepteerd", "Afgesproken"
    REFUSED = "geweigerd", "Geweigerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    ENDED = "beeindigd", "Beëindigd"


STEPS = [
    *((State.PROPOSED, answer) for answer in (State.ACCEPTED, State.REFUSED, State.WITHDRAWN)),
    (State.ACCEPTED, State.ENDED),
]
LIVE = (State.PROPOSED, State.ACCEPTED)
PUBLIC = (State.ACCEPTED, State.ENDED)


def in_force(day: datetime.date, prefix: str = "") -> Q:
    """Agreements (reached over `prefix`) that were accepted and hold on `day`."""
    return Q(**{f"{prefix}state__in": PUBLIC}) & holds_on(day, prefix)


def taken_on(day: datetime.date, prefix: str = "") -> Q:
    """Agreements (reached over `prefix`) that were accepted and hold on `day`, or begin after it: somebody takes this
    on. What was ended before it began is neither. Of one row: `Agreement.is_taken_on`."""
    to_come = Q(**{f"{prefix}state": State.ACCEPTED, f"{prefix}starts_on__gt": day})
    return in_force(day, prefix) | to_come
