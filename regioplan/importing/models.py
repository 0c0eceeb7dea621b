"""A file that was read and waits for a yes: what is in it, checked, before anything is changed."""

import uuid
from typing import Self

from django.db import models

from regioplan.plans.models import PlanVersion
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class ImportQuerySet(models.QuerySet["PlanImport"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()


@track(exclude=["content"])
class PlanImport(models.Model):
    """One upload without errors. `content` is what `reading.read` made of it; applied once, as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version_of = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="imports", verbose_name="versie van het plan"
    )
    file_name = models.CharField("bestand", max_length=200)
    content = models.JSONField("inhoud")
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="van")
    uploaded_at = models.DateTimeField("op", auto_now_add=True)
    applied_at = models.DateTimeField("overgenomen op", null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
