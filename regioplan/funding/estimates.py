"""Estimates: what a task or a step of it needs, and whether that can be paid (R27)."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from regioplan.funding.amounts import ABOVE_NOUGHT, AllocationShare, above_nought
from themes.tasks.models import TransformationTask
from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class Feasibility(models.TextChoices):
    """Whether a step can be paid: looked at per step (R27)."""

    UNKNOWN = "onbekend", "Nog niet onderzocht"
    FEASIBLE = "haalbaar", "Haalbaar"
    PARTLY = "deels", "Deels haalbaar"
    NOT = "niet_haalbaar", "Nu niet haalbaar"


class EstimateQuerySet(PublicQuerySet):
    """What a task is estimated to cost is public, with its source."""

    def shown(self) -> Self:
        return self.select_related("task__task_list", "source")


@track()
class CostEstimate(Versioned, Sourced):
    """What a task, or one step of it, is estimated to need. An amount asks a source and a day; without one it is not
    known yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, related_name="cost_estimates", verbose_name="opgave"
    )
    step = models.CharField(
        "stap", max_length=160, blank=True, help_text="Leeg als het om de hele opgave gaat."
    )
    position = models.PositiveSmallIntegerField("volgorde", default=1)
    amount = models.DecimalField(
        "nodig, in euro", max_digits=14, decimal_places=2, null=True, blank=True, validators=ABOVE_NOUGHT
    )
    stated_on = models.DateField("stand van", null=True, blank=True, validators=[sensible])
    stated_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    feasibility = models.CharField(
        "financieel haalbaar", max_length=14, choices=Feasibility.choices, default=Feasibility.UNKNOWN
    )
    feasibility_note = models.CharField("toelichting", max_length=300, blank=True)

    objects = EstimateQuerySet.as_manager()

    class Meta:
        verbose_name = "raming"
        verbose_name_plural = "ramingen"
        ordering = ["task", "position", "step"]
        constraints = [
            above_nought("estimate_above_nought"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(source__isnull=False, stated_on__isnull=False),
                name="estimate_has_source_and_day",
                violation_error_message="Een bedrag heeft een bron en een datum nodig.",
            ),
            models.UniqueConstraint(
                fields=["task", "step", "source"],
                nulls_distinct=False,
                name="estimate_once_per_source",
                violation_error_message="Deze raming staat er al uit deze bron. Wijzig die.",
            ),
            models.CheckConstraint(
                condition=day_within("stated_on"),
                name="estimate_day_is_sensible",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{str(self.task).rstrip('.')}: {self.step}" if self.step else str(self.task)

    @property
    def stated(self) -> str:
        return describe(self.stated_on, self.stated_precision) if self.stated_on else ""

    def get_absolute_url(self) -> str:
        return f"{reverse('task', args=[self.task_id])}#geld"


def known_steps() -> list[str]:
    """The steps of tasks that an estimate or a part of an amount names already, by name."""
    estimated = CostEstimate.objects.exclude(step="").values_list("step")
    shared = AllocationShare.objects.exclude(step="").values_list("step")
    return sorted(step for (step,) in estimated.union(shared))
