"""The steps of a bottleneck: climbed, decided about, answered, handed to another body. Facts that stay."""

import uuid

from django.db import models
from django.db.models import Q

from governance.bodies.models import Body
from governance.bottlenecks.models.bottlenecks import Bottleneck, Level
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


class StepKind(models.TextChoices):
    CLIMBED = "hoger", "Naar een hoger niveau"
    DECIDED = "besluit", "Wat is besloten"
    ANSWERED = "antwoord", "Antwoord aan wie het meldde"


@track(exclude=["text"])
class BottleneckStep(models.Model):
    """One step. `level` and `body` are where it was when decided or answered, and where it went when it climbed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bottleneck = models.ForeignKey(
        Bottleneck, models.PROTECT, related_name="steps", verbose_name="knelpunt of succes"
    )
    kind = models.CharField("wat", max_length=10, choices=StepKind.choices)
    level = models.CharField("niveau", max_length=12, choices=Level.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="orgaan")
    text = models.TextField("tekst", max_length=2000)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="+", verbose_name="besluit"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="agendapunt"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "stap van een knelpunt"
        verbose_name_plural = "stappen van knelpunten"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["bottleneck", "level", "body"],
                condition=Q(kind=StepKind.CLIMBED),
                nulls_distinct=False,
                name="bottleneck_climbs_once",
                violation_error_message="Het ligt daar al.",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="bottleneck_step_says_why"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.bottleneck}: {self.get_kind_display().lower()}"


@track()
class BottleneckNotice(models.Model):
    """Who raised it was told of this answer; once."""

    step = models.OneToOneField(
        BottleneckStep, models.PROTECT, primary_key=True, related_name="notice", verbose_name="antwoord"
    )
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een antwoord"
        verbose_name_plural = "berichten over antwoorden"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.step}: {self.told}"
