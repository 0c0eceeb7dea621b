"""Consequences of what an organisation was asked: who was written to, once per reason."""

import uuid

from django.db import models
from django.utils import timezone

from governance.executions.models import Execution
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is


class Reason(models.TextChoices):
    """Why an organisation is written to. LATE also goes to who keeps the decision, on screen."""

    ASKED = "gevraagd", "Gevraagd"
    NEAR = "bijna", "De laatste dag komt eraan"
    LATE = "te-laat", "De laatste dag is voorbij"


@track()
class ExecutionNotice(models.Model):
    """The organisation was written to; a consequence, so it sits outside the row of what was asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    execution = models.ForeignKey(
        Execution, models.PROTECT, related_name="notices", verbose_name="uitvoering"
    )
    kind = models.CharField("waarover", max_length=10, choices=Reason.choices)
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht over een uitvoering"
        verbose_name_plural = "berichten over uitvoering"
        constraints = [models.UniqueConstraint("execution", "kind", name="execution_told_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.execution}: {self.get_kind_display()}"
