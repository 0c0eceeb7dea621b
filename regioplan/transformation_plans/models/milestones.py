"""Milestones of a plan: money follows them, and what is not met is paid back or not paid (domain.md E2)."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from regioplan.transformation_plans.models.plans import TransformationPlan
from regioplan.transformation_plans.models.states import WRITING
from regioplan.transformation_plans.models.steps import InnerQuerySet
from regioplan.transformation_plans.triggers import only_while_writing
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class PaidBy(models.TextChoices):
    """How the money of a milestone comes; unmet, a municipality pays back and a provider is not paid."""

    SPUK = "spuk", "Uitkering aan een gemeente (SPUK)"
    ZVW = "zvw", "Betaling door de verzekeraar (Zorgverzekeringswet, Zvw)"
    NONE = "geen", "Geen geld"


class Consequence(models.TextChoices):
    REPAY = "terugbetalen", "Terugbetalen"
    NOT_PAID = "niet_uitbetaald", "Wordt niet uitbetaald"
    NONE = "geen", "Geen gevolg voor geld"


ON_UNMET = {
    PaidBy.SPUK: Consequence.REPAY,
    PaidBy.ZVW: Consequence.NOT_PAID,
    PaidBy.NONE: Consequence.NONE,
}


@track()
class PlanMilestone(Versioned):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        TransformationPlan, models.PROTECT, related_name="milestones", verbose_name="plan"
    )
    title = models.CharField("mijlpaal", max_length=200)
    due_on = models.DateField("uiterlijk", validators=[sensible])
    paid_by = models.CharField("geld", max_length=4, choices=PaidBy.choices, default=PaidBy.NONE)

    objects = InnerQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal van een plan"
        verbose_name_plural = "mijlpalen van plannen"
        ordering = ["due_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=day_within("due_on"),
                name="plan_milestone_day_is_sensible",
                violation_error_message=FAR_OFF,
            )
        ]
        triggers = [
            version_trigger(),
            only_while_writing(WRITING, "Dit plan is ingediend. De mijlpalen veranderen nu niet."),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.due_on < timezone.localdate() and not hasattr(self, "outcome")


@track()
class MilestoneOutcome(models.Model):
    """Whether a milestone was met, said once by the leading insurer; what it means for the money is part of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.OneToOneField(
        PlanMilestone, models.PROTECT, related_name="outcome", verbose_name="mijlpaal"
    )
    met = models.BooleanField("gehaald")
    consequence = models.CharField("gevolg", max_length=16, choices=Consequence.choices)
    reason = models.TextField("toelichting", blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "uitkomst van een mijlpaal"
        verbose_name_plural = "uitkomsten van mijlpalen"
        constraints = [
            models.CheckConstraint(
                condition=Q(met=True, consequence=Consequence.NONE) | (Q(met=False) & ~Q(reason="")),
                name="unmet_milestone_has_reason",
                violation_error_message="Schrijf op waarom de mijlpaal niet is gehaald.",
            )
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is()]

    def __str__(self) -> str:
        return f"{self.milestone}: {'gehaald' if self.met else 'niet gehaald'}"
