"""What insurers say of a plan: a judgement each, and questions of the others (domain.md E2)."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partners.organisations.models import Organisation
from regioplan.transformation_plans.models.plans import TransformationPlan
from regioplan.transformation_plans.models.steps import InnerQuerySet
from regioplan.transformation_plans.triggers import judged_by_an_assessor, said_by_another, spoken_for
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.versions import Versioned, version_trigger


class Round(models.TextChoices):
    QUICK_CHECK = "snelle_toets", "Snelle toets"
    ASSESSMENT = "beoordeling", "Beoordeling"


@track()
class InsurerJudgement(models.Model):
    """What one insurer thinks of a plan in one round. It is given once, by who speaks for that insurer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        TransformationPlan, models.PROTECT, related_name="judgements", verbose_name="plan"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="zorgverzekeraar"
    )
    round = models.CharField("ronde", max_length=12, choices=Round.choices)
    positive = models.BooleanField("positief")
    reason = models.TextField("waarom")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = InnerQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel van een verzekeraar"
        verbose_name_plural = "oordelen van verzekeraars"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation", "round"],
                name="judgement_once",
                violation_error_message="Jullie oordeel is al gegeven.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="judgement_has_reason",
                violation_error_message="Schrijf op waarom.",
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is(), spoken_for(), judged_by_an_assessor()]

    def __str__(self) -> str:
        return f"{self.organisation}: {'positief' if self.positive else 'negatief'}"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """In which round it was given."""
        return f"in de ronde “{Round(event.round).label}”"


@track()
class InsurerQuestion(Versioned):
    """A question of an insurer after the preliminary decision, and the answer. It decides nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        TransformationPlan, models.PROTECT, related_name="questions", verbose_name="plan"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="zorgverzekeraar"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    question = models.TextField("vraag")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    answer = models.TextField("antwoord", blank=True)

    objects = InnerQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag over een plan"
        verbose_name_plural = "vragen over plannen"
        ordering = ["asked_at"]
        triggers = [
            version_trigger(),
            pgtrigger.Protect(
                name="question_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("plan", "organisation", "person", "question", "asked_at"),
            ),
            pgtrigger.Protect(name="question_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Vraag van {self.organisation}"


@track()
class NoQuestions(models.Model):
    """An insurer that does not decide says it has no questions (any more) after the preliminary decision. When all of
    them said so, the decision need not wait for the end of the weeks for questions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(
        TransformationPlan, models.PROTECT, related_name="no_questions", verbose_name="plan"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="zorgverzekeraar"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = InnerQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht “geen vragen”"
        verbose_name_plural = "berichten “geen vragen”"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation"],
                name="no_questions_once",
                violation_error_message="Dit is al gezegd.",
            )
        ]
        triggers: list[pgtrigger.Trigger] = [*keep_as_is(), spoken_for(), said_by_another()]

    def __str__(self) -> str:
        return f"{self.organisation}: geen vragen"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        return "van een verzekeraar"
