"""Seats in a body, of organisations and of groups."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from governance.bodies.models.bodies import Body
from governance.bodies.models.ending import Ending
from governance.bodies.models.roles import Role
from partners.organisations.models import Organisation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet, holds_on
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import version_trigger


class SeatQuerySet(PeriodQuerySet, PublicQuerySet):
    def with_vacancy(self, day: datetime.date) -> Self:
        """Adds `is_held` and `is_vacant`, both for `day`.

        An organisation can hold a seat without a named person: that is no vacancy. A seat is vacant when
        somebody sat there before and nobody does now. An alternate does not fill it.
        """
        # A mandate knows its seat, so at import time a seat cannot know mandates.
        from governance.bodies.models.mandates import Mandate

        holders = Mandate.objects.filter(seat=OuterRef("pk")).exclude(role=Role.ALTERNATE)
        held = Exists(holders.filter(holds_on(day)))
        return self.annotate(is_held=held, is_vacant=Exists(holders.filter(ends_on__lt=day)) & ~held)


@track()
class Seat(Ending, Sourced):
    """A seat in a body, held by an organisation or by a group without one organisation (inhabitants)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name="orgaan")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="organisatie"
    )
    label = models.CharField(
        "voor wie", max_length=120, blank=True, help_text="Als de zetel niet van een organisatie is."
    )
    position = models.PositiveSmallIntegerField("volgorde", default=100)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "zetel"
        verbose_name_plural = "zetels"
        ordering = ["body", "position", "id"]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(label=""),
                name="seat_is_for_somebody",
                violation_error_message="Kies een organisatie of schrijf voor wie de zetel is.",
            ),
        ]
        triggers = [
            version_trigger(),
            pgtrigger.Protect(
                name="stays_in_its_body",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("body"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} in {self.body}"

    @property
    def holder(self) -> str:
        return self.organisation.name if self.organisation else capfirst(self.label)

    def is_held_after(self, day: datetime.date) -> bool:
        """Whether a mandate on this seat goes on after `day`."""
        return self.mandates.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)).exists()

    def end(self, *, by: Actor, on: datetime.date, reason: str) -> bool:
        """The seat is there until and including `on`. True when that changed anything."""
        return self.end_on(on, by=by, reason=reason)
