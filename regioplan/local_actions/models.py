"""What a municipality does by itself, beside what the region agreed: as its own documents tell it."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from zorgzaam.audit.history import track
from zorgzaam.periods import Period
from zorgzaam.publicity import Publicity, WithPublicity, no_embargo, open_now
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class ActionState(models.TextChoices):
    """How far it is; empty is "nog niet bekend"."""

    PLANNED = "gepland", "Gepland"
    BUSY = "bezig", "Bezig"
    DONE = "klaar", "Klaar"
    STOPPED = "gestopt", "Gestopt"


class ActionQuerySet(models.QuerySet["LocalAction"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody what is openbaar now; who speaks for the municipality also what is besloten; the netwerkbureau
        all."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        mine = Organisation.objects.municipal().filter(pk__in=standing.organisations).values("municipality")
        closed = Q(publicity=Publicity.CLOSED, municipality__in=mine) & no_embargo()
        return self.filter(open_now() | closed)


@track()
class LocalAction(Versioned, Sourced, Period, WithPublicity):
    """One thing a municipality does. When and how far it is stay empty when no source says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="local_actions", verbose_name="gemeente"
    )
    text = models.CharField("wat de gemeente doet", max_length=300, help_text="In gewone taal, in één zin.")
    state = models.CharField(
        "hoe ver het is",
        max_length=7,
        choices=ActionState.choices,
        blank=True,
        help_text="Leeg: nog niet bekend.",
    )
    position = models.PositiveSmallIntegerField(
        "volgorde", default=100, help_text="Het laagste getal staat bovenaan."
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "actie van een gemeente"
        verbose_name_plural = "acties van gemeenten"
        ordering = ["municipality", "position", "text"]
        constraints = [
            *Period.Meta.constraints,
            *WithPublicity.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "text"],
                name="local_action_once",
                violation_error_message="Dit staat al bij deze gemeente.",
            ),
        ]
        triggers = [version_trigger(), pgtrigger.Protect(name="keep_action", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('municipality', args=[self.municipality.slug])}#eigen-acties"
