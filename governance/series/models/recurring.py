"""An item that comes back on every next agenda of the body until somebody closes it with a reason."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, Meeting
from governance.series.models.guards import of_one_body, written_once
from governance.series.models.series import OfBodyQuerySet
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


class RecurringQuerySet(OfBodyQuerySet):
    def open(self) -> Self:
        """Those that still come back."""
        return self.filter(closed_at__isnull=True)


@track()
class RecurringItem(models.Model):
    """What comes back. Its words are those of the last occurrence: this row holds none of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="recurring_items", verbose_name="orgaan")
    started_at = models.DateTimeField("sinds", auto_now_add=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, editable=False)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="afgesloten door", editable=False
    )
    closed_reason = models.CharField("waarom afgesloten", max_length=300, blank=True, editable=False)

    objects = RecurringQuerySet.as_manager()

    class Meta:
        verbose_name = "terugkerend punt"
        verbose_name_plural = "terugkerende punten"
        ordering = ["started_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_reason="")
                | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
                name="recurring_closed_with_reason",
                violation_error_message="Schrijf erbij waarom het punt niet meer terugkomt.",
            )
        ]
        triggers = [written_once("closed_at")]

    def __str__(self) -> str:
        return f"terugkerend punt sinds {self.started_at:%d-%m-%Y}"


@track()
class Recurrence(models.Model):
    """One time it stood on an agenda: once per meeting, whoever makes the agenda."""

    item = models.OneToOneField(
        AgendaItem, models.CASCADE, primary_key=True, related_name="recurrence", verbose_name="agendapunt"
    )
    recurring = models.ForeignKey(
        RecurringItem, models.PROTECT, related_name="occurrences", verbose_name="terugkerend punt"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="recurrences", verbose_name="vergadering"
    )

    class Meta:
        verbose_name = "keer dat een punt terugkwam"
        verbose_name_plural = "keren dat een punt terugkwam"
        constraints = [
            models.UniqueConstraint("recurring", "meeting", name="recurs_once_per_meeting"),
        ]
        triggers = [*keep_as_is(), of_one_body("governance_recurringitem", "recurring_id")]

    def __str__(self) -> str:
        return f"{self.recurring_id} in {self.meeting_id}"
