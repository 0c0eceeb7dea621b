"""Files of a plan: for its parties and its insurers, as the proposal is."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.utils import timezone

from regioplan.transformation_plans.models.plans import TransformationPlan
from regioplan.transformation_plans.models.states import WRITING
from regioplan.transformation_plans.models.steps import InnerQuerySet
from regioplan.transformation_plans.triggers import only_while_writing
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile


class AttachmentKind(models.TextChoices):
    BUDGET = "begroting", "Begroting"
    AGREEMENT = "overeenkomst", "Overeenkomst tussen de partijen"
    MANDATE = "mandaat", "Bewijs dat de penvoerder namens allen spreekt"
    OTHER = "anders", "Iets anders"


@track()
class PlanAttachment(models.Model):
    """A file of a plan. It stays as it is once the plan is handed in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        TransformationPlan, models.PROTECT, related_name="attachments", verbose_name="plan"
    )
    kind = models.CharField("wat voor bestand", max_length=12, choices=AttachmentKind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bestand")
    filename = models.CharField("bestandsnaam", max_length=200)
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now, editable=False)

    objects = InnerQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand bij een plan"
        verbose_name_plural = "bestanden bij plannen"
        ordering = ["kind", "filename"]
        triggers: list[pgtrigger.Trigger] = [
            only_while_writing(WRITING, "Dit plan is ingediend. De bestanden veranderen nu niet.")
        ]

    def __str__(self) -> str:
        return self.filename

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """Which file it was."""
        return f"“{event.filename}”"
