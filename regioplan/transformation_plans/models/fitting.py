"""Whether a plan fits the Regioplan, task by task: by an insurer, or tried beforehand by a party (R29)."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from partners.organisations.models import Organisation
from regioplan.transformation_plans.models.plans import PlanAssessor, PlanParty, TransformationPlan
from regioplan.transformation_plans.models.states import OVER
from themes.tasks.models import TaskList, TransformationTask
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class Fit(models.TextChoices):
    YES = "ja", "Ja"
    PARTLY = "deels", "Deels"
    NO = "nee", "Nee"
    NOT_RELEVANT = "nvt", "Niet van toepassing"


NEEDS_WORDS = (Fit.PARTLY, Fit.NO)


def _tasks(number: int) -> str:
    return "1 opgave" if number == 1 else f"{number} opgaven"


class FitTestQuerySet(models.QuerySet["FitTest"]):
    def visible_to(self, user: Reader) -> Self:
        """A try is for the organisation that made it and for nobody else. A test of an insurer is for the insurers
        of the plan, and for the parties once the plan is decided."""
        own = standing_of(user).organisations
        insurers = PlanAssessor.objects.filter(organisation_id__in=own).values("plan")
        parties = PlanParty.objects.filter(organisation_id__in=own).values("plan")
        return self.filter(
            Q(is_try=True, organisation_id__in=own)
            | Q(is_try=False, plan__in=insurers)
            | Q(is_try=False, plan__in=parties, plan__state__in=OVER)
        )


@track()
class FitTest(Versioned):
    """One filled-in test: of one organisation, against one list of tasks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(TransformationPlan, models.PROTECT, related_name="tests", verbose_name="plan")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    is_try = models.BooleanField("proef", default=False)
    task_list = models.ForeignKey(TaskList, models.PROTECT, related_name="+", verbose_name="lijst")
    times_saved = models.PositiveIntegerField("keer bewaard", default=0, editable=False)

    objects = FitTestQuerySet.as_manager()

    class Meta:
        verbose_name = "toets aan het Regioplan"
        verbose_name_plural = "toetsen aan het Regioplan"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation", "is_try"],
                name="fit_test_once",
                violation_error_message="Deze toets is er al.",
            )
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{'Proef' if self.is_try else 'Toets'} van {self.organisation}"

    @property
    def conclusion(self) -> str:
        """What the answers say together, in one or two sentences; fetch them with the test."""
        answers = list(self.answers.all())
        asked = [one for one in answers if one.fit != Fit.NOT_RELEVANT]
        count = {fit: sum(one.fit == fit for one in asked) for fit in Fit}
        if not asked:
            return "Geen van de opgaven is hier van toepassing."
        if count[Fit.YES] == len(asked):
            return "Het plan past bij elke opgave die van toepassing is."
        parts = [f"past bij {_tasks(count[Fit.YES])}"] if count[Fit.YES] else []
        parts += [f"past deels bij {_tasks(count[Fit.PARTLY])}"] if count[Fit.PARTLY] else []
        parts += [f"past niet bij {_tasks(count[Fit.NO])}"] if count[Fit.NO] else []
        return f"Het plan {', '.join(parts)}."

    @property
    def has_gaps(self) -> bool:
        """Whether something does not fit, or only in part."""
        return any(one.fit in NEEDS_WORDS for one in self.answers.all())


@track()
class FitAnswer(models.Model):
    """Whether a plan fits one task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    test = models.ForeignKey(FitTest, models.CASCADE, related_name="answers", verbose_name="toets")
    task = models.ForeignKey(TransformationTask, models.PROTECT, related_name="+", verbose_name="opgave")
    fit = models.CharField("past het plan", max_length=5, choices=Fit.choices)
    explanation = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "antwoord in een toets"
        verbose_name_plural = "antwoorden in toetsen"
        ordering = ["task__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["test", "task"],
                name="fit_answer_once",
                violation_error_message="Deze opgave is al beantwoord.",
            ),
            models.CheckConstraint(
                condition=~Q(fit__in=NEEDS_WORDS) | ~Q(explanation=""),
                name="fit_no_has_words",
                violation_error_message="Leg uit waarom het plan hier niet of deels past.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.get_fit_display()}"
