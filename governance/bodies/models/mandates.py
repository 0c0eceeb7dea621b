"""People in a body, in a role, from and until."""

import datetime
import uuid
from collections.abc import Collection
from typing import Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from governance.bodies.models.bodies import Body
from governance.bodies.models.ending import Ending
from governance.bodies.models.roles import Role
from governance.bodies.models.seats import Seat
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import track
from zorgzaam.audit.triggers import not_by_oneself
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap, span
from zorgzaam.sources import Sourced
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import version_trigger


class MandateQuerySet(PeriodQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """Public where the person agreed to be named; else for bureau, beheer and fellow members."""
        standing = standing_of(user)
        if standing.is_bureau or standing.is_admin:
            return self
        mine = Q(person_id=standing.person_id) if standing.person_id else Q(pk__in=[])
        return self.filter(Q(person__named_publicly=True) | Q(body_id__in=list(standing.bodies)) | mine)


def _seat_of_the_same_body() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="seat_of_the_same_body",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT FROM governance_seat WHERE id = NEW.seat_id AND body_id <> NEW.body_id) THEN
                RAISE EXCEPTION 'the seat belongs to another body' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


@track()
class Mandate(Ending, Sourced):
    """A person in a body, in a role, from and until: the source of every right in that body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates", verbose_name="orgaan")
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="zetel"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates", verbose_name="persoon")
    role = models.CharField("rol", max_length=20, choices=Role.choices, default=Role.MEMBER)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        ordering = ["body", "role", "person__sort_name"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "mandate_once_at_a_time",
                "Deze persoon heeft in die tijd deze rol al.",
                "person",
                "body",
                "role",
            ),
            ExclusionConstraint(
                name="seat_held_by_one",
                expressions=[
                    (span("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    ("seat", RangeOperators.EQUAL),
                    ("person", RangeOperators.NOT_EQUAL),
                ],
                condition=Q(seat__isnull=False) & ~Q(role=Role.ALTERNATE),
                violation_error_message=(
                    "Deze zetel is dan al bezet. Beëindig eerst het andere mandaat, of kies plaatsvervanger."
                ),
            ),
        ]
        triggers = [version_trigger(), not_by_oneself(), _seat_of_the_same_body()]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()} van {self.body}"

    def clean(self) -> None:
        if self.seat is not None and self.body_id and self.seat.body_id != self.body_id:
            raise ValidationError({"seat": "Deze zetel hoort bij een ander orgaan."})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """A rule about who holds a seat looks at the role; of a role that is wrong itself it cannot be asked."""
        if "role" not in (exclude or ()):
            super().validate_constraints(exclude)

    def end(self, *, by: Actor, on: datetime.date, reason: str) -> bool:
        """Let it hold until and including `on`, and give the right of it no day longer.

        True when something changed; False when it had ended by then already. The database refuses a day
        before the beginning, and the holder as the one who ends it.
        """
        return self.end_on(on, by=by, reason=reason)
