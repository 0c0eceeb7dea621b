"""What a schrijfteam is asked to write about a theme, for which programmateam, and how far it is."""

import uuid
from typing import Any, Self

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from governance.bodies.models import Body, Role
from governance.writing.steps import (
    BY_THE_TEAM,
    HARVESTING,
    NO_FOCUS,
    NOBODY_VOTED,
    SOMEBODY_VOTED,
    STEPS,
    WRITING,
    Refused,
    Step,
    back_before_a_vote,
)
from themes.themes.models import Theme
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within

LEADS = (Role.LEAD, Role.COORDINATOR)
MOST_DOTS = 20


def person_of(by: Person | User) -> Person:
    return by.person if isinstance(by, User) else by


class InnerQuerySet(models.QuerySet[Any]):
    """Rows of the workspace of a team: for who sits in the team now and for the netwerkbureau; for nobody else."""

    path = "assignment__"

    def visible_to(self, user: Reader) -> Self:
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        return self.filter(**{f"{self.path}team__in": list(standing.bodies)})


class HandedInQuerySet(InnerQuerySet):
    """Also for the programmateam: it reads what was handed in."""

    def visible_to(self, user: Reader) -> Self:
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        bodies = list(standing.bodies)
        return self.filter(Q(**{f"{self.path}team__in": bodies}) | Q(**{f"{self.path}programme__in": bodies}))


class AssignmentQuerySet(HandedInQuerySet):
    """The programmateam sees that there is an assignment and how far it is, not what is inside."""

    path = ""


@track()
class WritingAssignment(Versioned):
    """One theme, one schrijfteam. A generation of themes with its assignments is a round of writing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="writing_assignments", verbose_name="thema")
    team = models.ForeignKey(
        Body, models.PROTECT, related_name="writing_assignments", verbose_name="schrijfteam"
    )
    programme = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="guided_assignments",
        verbose_name="programmateam",
        help_text="Leest wat het schrijfteam indient en geeft akkoord.",
    )
    instruction = models.TextField("werkinstructie", blank=True)
    due_on = models.DateField("tekst klaar op", null=True, blank=True)
    dots = models.PositiveSmallIntegerField(
        "stippen per lid",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DOTS)],
        help_text="Zoveel stippen verdeelt elk lid over de clusters. Ligt vast zodra het stemmen begint.",
    )
    step = models.CharField("stap", max_length=16, choices=Step.choices, default=Step.QUESTIONS)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "schrijfopdracht"
        verbose_name_plural = "schrijfopdrachten"
        ordering = ["theme__generation", "theme__number", "team__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "team"],
                name="assignment_once",
                violation_error_message="Dit schrijfteam heeft dit thema al.",
            ),
            models.CheckConstraint(
                condition=Q(programme__isnull=True) | ~Q(programme=F("team")),
                name="assignment_four_eyes",
                violation_error_message="Een team keurt zijn eigen tekst niet goed. Kies een ander programmateam.",
            ),
            models.CheckConstraint(
                condition=day_within("due_on"),
                name="assignment_due_in_reach",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(
                condition=Q(dots__gte=1, dots__lte=MOST_DOTS),
                name="assignment_dots",
                violation_error_message=f"Kies 1 tot en met {MOST_DOTS} stippen.",
            ),
        ]
        triggers = [
            version_trigger(),
            back_before_a_vote(),
            pgtrigger.FSM(name="step_by_step", field="step", transitions=STEPS),
            pgtrigger.Protect(
                name="dots_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.dots <> NEW.dots AND OLD.step NOT IN "
                    f"({', '.join(repr(step.value) for step in HARVESTING)})"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme} ({self.team})"

    def get_absolute_url(self) -> str:
        return reverse("writing_team", args=[self.pk])

    @property
    def next_steps(self) -> list[Step]:
        """What the team may choose now, the way forward first."""
        return list(BY_THE_TEAM.get(Step(self.step), ()))

    @property
    def harvests(self) -> bool:
        """Whether opbrengsten and clusters may still change."""
        return self.step in HARVESTING

    @property
    def writes(self) -> bool:
        """Whether text and tasks may change."""
        return self.step in WRITING

    def at(self, *steps: Step) -> bool:
        return self.step in steps

    def move(self, to: Step, *, by: Person | User) -> bool:
        """Take the next step, or one back. False when it was there already.

        The vote closes every harvest that is still open. Refused (Dutch) when the step is not this one's, or something
        has to be done first.
        """
        with acting(by, reason=f"Naar de stap: {to.label}"), transaction.atomic():
            current = WritingAssignment.objects.select_for_update().get(pk=self.pk)
            if current.step == to:
                return False
            current.refuse(to)
            if to == Step.PRIORITISE:
                for session in current.sessions.open():
                    session.close(by=by)
            current.step = to
            current.save(update_fields=["step"])
        self.refresh_from_db()
        return True

    def refuse(self, to: Step) -> None:
        """Refused (Dutch) when this step cannot be taken now."""
        if to not in self.next_steps:
            raise Refused("Deze stap kan nu niet.")
        if to == Step.PRIORITISE and not self.clusters.in_focus().exists():
            raise Refused(NO_FOCUS)
        if self.step == Step.PRIORITISE and self.ballots.exists() != (to == Step.CONCRETISE):
            raise Refused(NOBODY_VOTED if to == Step.CONCRETISE else SOMEBODY_VOTED)
