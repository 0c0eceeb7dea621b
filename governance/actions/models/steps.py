"""What happened to an action: who, when and why. Facts that stay."""

import uuid

from django.db import models
from django.db.models import F, Q

from governance.actions.models.actions import Action
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


class StepKind(models.TextChoices):
    DONE = "klaar", "Klaar"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    HANDED_OVER = "overgedragen", "Overgedragen"
    REOPENED = "heropend", "Toch nog te doen"


@track()
class ActionStep(models.Model):
    """One step. `person` took it (nobody: the program); `from_person` and `to_person` are there when handed over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, models.PROTECT, related_name="steps", verbose_name="actie")
    kind = models.CharField("wat", max_length=14, choices=StepKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    from_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="van")
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="aan")
    reason = models.CharField("waarom", max_length=300, blank=True)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "stap van een actie"
        verbose_name_plural = "stappen van acties"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=StepKind.HANDED_OVER, from_person__isnull=False, to_person__isnull=False)
                & ~Q(from_person=F("to_person"))
                & ~Q(reason="")
                | ~Q(kind=StepKind.HANDED_OVER) & Q(from_person__isnull=True, to_person__isnull=True),
                name="action_handed_to_another",
            ),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.action}: {self.get_kind_display().lower()}"
