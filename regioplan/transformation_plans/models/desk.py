"""The desk of the insurers: who sits behind it, and when it is closed (domain.md E2, O42)."""

import uuid

from django.db import models
from django.utils import timezone

from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class DeskQuerySet(PeriodQuerySet, PublicQuerySet):
    """Dated and public."""


@track()
class DeskClosing(Versioned, Sourced, Period):
    """From this day no plan is taken in for the quick check."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reason = models.CharField("waarom", max_length=300, help_text="In gewone taal; dit komt op de site.")

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "sluiting van het loket"
        verbose_name_plural = "sluitingen van het loket"
        ordering = ["-starts_on"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap("desk_closed_once", "In die tijd is het loket al gesloten."),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"Loket gesloten {self.period}".strip()


def closing_now() -> DeskClosing | None:
    """The closing that holds today; None when the desk is open."""
    return DeskClosing.objects.on(timezone.localdate()).first()


class InsurerRole(models.TextChoices):
    LEAD = "leiding", "Heeft de leiding"
    CO = "mede", "Beoordeelt mee"
    OTHER = "vragen", "Mag vragen stellen"


DECIDING = (InsurerRole.LEAD, InsurerRole.CO)


@track()
class DeskInsurer(Versioned, Sourced, Period):
    """An insurer behind the desk: the two biggest of the region decide, one leads, others may ask."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="zorgverzekeraar"
    )
    role = models.CharField("rol", max_length=8, choices=InsurerRole.choices)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "zorgverzekeraar aan het loket"
        verbose_name_plural = "zorgverzekeraars aan het loket"
        ordering = ["role", "organisation__name"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "one_role_at_the_desk", "Deze verzekeraar heeft in die tijd al een rol.", "organisation"
            ),
            no_overlap(
                "one_lead_at_the_desk",
                "Een andere verzekeraar heeft in die tijd de leiding.",
                "role",
                condition=models.Q(role="leiding"),
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display().lower()})"
