"""When councils and schools are away: dated rows the netwerkbureau keeps, for each region its own."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from partners.regions.models import Region
from zorgzaam.audit.history import track
from zorgzaam.periods import ENDS_BEFORE_IT_STARTS
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class Whose(models.TextChoices):
    COUNCILS = "raden", "Gemeenteraden"
    PROVINCE = "staten", "Provinciale Staten"
    SCHOOLS = "scholen", "Scholen"
    OTHER = "anders", "Anders"


class RecessQuerySet(PublicQuerySet):
    """Public, as the calendars of councils and schools are."""

    def touching(self, first: datetime.date, last: datetime.date) -> Self:
        """Rows with a day from `first` up to and including `last`."""
        return self.filter(removed_at__isnull=True, starts_on__lte=last, ends_on__gte=first)

    def present(self) -> Self:
        return self.filter(removed_at__isnull=True)


@track()
class Recess(Versioned, Sourced):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=120, help_text="Bijvoorbeeld: kerstreces.")
    whose = models.CharField("van wie", max_length=8, choices=Whose.choices, default=Whose.COUNCILS)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="regio",
        help_text="Leeg: geldt voor iedereen met wie dit netwerk werkt.",
    )  # fmt: skip
    starts_on = models.DateField("eerste dag", validators=[sensible])
    ends_on = models.DateField("laatste dag", validators=[sensible])
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    objects = RecessQuerySet.as_manager()

    class Meta:
        verbose_name = "reces of vakantie"
        verbose_name_plural = "recessen en vakanties"
        ordering = ["starts_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="recess_ends_after_start",
                violation_error_message=ENDS_BEFORE_IT_STARTS,
            ),
            models.CheckConstraint(
                condition=day_within("starts_on") & day_within("ends_on"),
                name="recess_days_are_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_whose_display()})"

    def get_absolute_url(self) -> str:
        return reverse("recess_edit", args=[self.pk])
