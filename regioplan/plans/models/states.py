"""The states of a version of a plan, and what a published one is worth (P1, R23)."""

from django.db import models


class Status(models.TextChoices):
    """Where publication stands (P1). What municipalities decide is no part of it."""

    DRAFT = "concept", "Concept"
    CLEARED = "akkoord", "Akkoord voor publicatie"
    PUBLISHED = "gepubliceerd", "Gepubliceerd"
    WITHDRAWN = "ingetrokken", "Ingetrokken"


class Binding(models.TextChoices):
    """What a published plan is worth: guidance, or adopted (R23)."""

    GUIDING = "richtinggevend", "Richtinggevend"
    ADOPTED = "vastgesteld", "Vastgesteld"


STEPS = [
    (Status.DRAFT, Status.CLEARED),
    (Status.CLEARED, Status.DRAFT),
    (Status.CLEARED, Status.PUBLISHED),
    *((status, Status.WITHDRAWN) for status in Status if status != Status.WITHDRAWN),
]
OUT = (Status.PUBLISHED, Status.WITHDRAWN)
MAKING = (Status.DRAFT, Status.CLEARED)
