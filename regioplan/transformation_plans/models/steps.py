"""The steps of a plan as facts, and who reads what hangs on a plan."""

import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.transformation_plans.models.plans import PlanAssessor, PlanParty, TransformationPlan
from regioplan.transformation_plans.models.states import PlanState
from regioplan.transformation_plans.triggers import spoken_for
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class InnerQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows of a plan that only its parties and its insurers read, also after approval."""

    def visible_to(self, user: Reader) -> Self:
        own = standing_of(user).organisations
        return self.filter(
            Q(plan__in=PlanParty.objects.filter(organisation_id__in=own).values("plan"))
            | Q(plan__in=PlanAssessor.objects.filter(organisation_id__in=own).values("plan"))
        )


@track()
class PlanStep(models.Model):
    """The fact of a step: into which state, by whom and for which organisation, when and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(TransformationPlan, models.PROTECT, related_name="steps", verbose_name="plan")
    state = models.CharField("stand", max_length=22, choices=PlanState.choices)
    positive = models.BooleanField("positief", null=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    reason = models.TextField("waarom", blank=True)
    conditions = models.TextField("voorwaarden", blank=True)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = InnerQuerySet.as_manager()

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen van plannen"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "state"],
                name="plan_step_once",
                violation_error_message="Deze stap is al gezet.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PlanState.REJECTED, PlanState.QUICK_FAILED, PlanState.STOPPED])
                | ~Q(reason=""),
                name="plan_no_has_reason",
                violation_error_message="Schrijf op waarom.",
            ),
            models.CheckConstraint(
                condition=Q(positive__isnull=True) | ~Q(reason=""),
                name="plan_decision_has_reason",
                violation_error_message="Schrijf op waarom.",
            ),
            models.CheckConstraint(
                condition=Q(conditions="") | Q(positive=True),
                name="plan_conditions_with_yes",
                violation_error_message="Voorwaarden horen bij een positief besluit.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is(), spoken_for()]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.plan_id}"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """Which step it was."""
        return f"“{PlanState(event.state).label}”"


@track()
class PlanStepNotice(models.Model):
    """The penvoerder was written to about a step of others; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.OneToOneField(PlanStep, models.PROTECT, related_name="notice", verbose_name="stap")
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht over een stap"
        verbose_name_plural = "berichten over stappen"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.step}: {self.told}"
