"""Assessing an initiative: who was asked, and what each says per criterion and as a whole (domain.md R14)."""

import datetime
import uuid
from typing import Any, Self

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partners.initiatives.assessing_triggers import (
    complete_when_handed_in,
    no_interest,
    no_interest_of_scores,
    only_while_open,
)
from partners.initiatives.models.initiatives import Initiative
from themes.criteria.models import AssessmentCriterion
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sensible


class Stand(models.TextChoices):
    OPEN = "gevraagd", "Nog niet klaar"
    DONE = "klaar", "Klaar"
    DECLINED = "afgezegd", "Kan het niet doen"
    WITHDRAWN = "ingetrokken", "Niet meer nodig"


class Verdict(models.TextChoices):
    DO = "doen", "Doen"
    DO_IF = "doen_mits", "Doen, mits"
    DO_NOT = "niet_doen", "Niet doen"


class Score(models.IntegerChoices):
    NONE = 1, "Draagt niet bij"
    LITTLE = 2, "Draagt weinig bij"
    SOME = 3, "Draagt redelijk bij"
    MUCH = 4, "Draagt goed bij"
    VERY = 5, "Draagt heel goed bij"


COUNTED = (Stand.OPEN, Stand.DONE)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Reader) -> Self:
        """One's own; and what others say of the same text, for the netwerkbureau and for who was asked too, but never
        before one's own was handed in."""
        standing = standing_of(user)
        if standing.person_id is None:
            return self.none()
        mine = self.model._base_manager.filter(
            person_id=standing.person_id, initiative=OuterRef("initiative"), edition=OuterRef("edition")
        )
        # Somebody of the netwerkbureau who brings it in reads what is told to who brings it in.
        theirs = Q(initiative__in=Initiative.objects.own(user).values("pk"))
        others = ~Exists(mine.filter(state=Stand.OPEN)) & ~theirs
        if not standing.is_bureau:
            others = Exists(mine.filter(state=Stand.DONE)) & Q(state=Stand.DONE)
        return self.filter(Q(person_id=standing.person_id) | others)

    def of(self, initiative: Initiative, edition: int) -> Self:
        return self.filter(initiative=initiative, edition=edition)

    def open(self) -> Self:
        return self.filter(state=Stand.OPEN)


# What is half written is its writer's alone; handed in it stays as it is.
@track(exclude=["advice", "words", "saved_at"])
class Assessment(Versioned):
    """What one person was asked about one edition of an initiative. Who speaks for an organisation that brings it in or
    does it along is not asked and does not answer: the database holds that, on the day of each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="assessments", verbose_name="initiatief"
    )
    edition = models.PositiveSmallIntegerField("hoeveelste keer ingediend", editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="assessments", verbose_name="beoordelaar")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    due_on = models.DateField("uiterlijk", validators=[sensible])
    state = models.CharField("stand", max_length=12, choices=Stand.choices, default=Stand.OPEN)
    advice = models.CharField("advies", max_length=10, choices=Verdict.choices, blank=True)
    words = models.TextField("toelichting", blank=True, max_length=4000)
    done_at = models.DateTimeField("klaar op", null=True, editable=False)
    # Scores are rows of their own: this makes each save of them a change of the assessment itself.
    saved_at = models.DateTimeField("bewaard op", default=timezone.now, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "beoordeling van een initiatief"
        verbose_name_plural = "beoordelingen van initiatieven"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "edition", "person"],
                condition=Q(state__in=COUNTED),
                name="assessor_once",
                violation_error_message="Deze beoordelaar is al gevraagd.",
            ),
            models.CheckConstraint(
                condition=~Q(state=Stand.DONE) & Q(done_at__isnull=True)
                | Q(state=Stand.DONE, done_at__isnull=False) & ~Q(advice="") & ~Q(words=""),
                name="assessment_done_says_what",
                violation_error_message="Kies een advies en schrijf op waarom.",
            ),
            models.CheckConstraint(
                condition=~Q(state=Stand.DECLINED) | ~Q(words=""),
                name="assessment_declined_says_why",
                violation_error_message="Schrijf op waarom je het niet kunt doen.",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="assessments_of_person")]
        triggers: list[pgtrigger.Trigger] = [
            version_trigger(),
            no_interest(),
            complete_when_handed_in(),
            pgtrigger.ReadOnly(
                name="asked_as_asked", fields=["initiative", "edition", "person", "asked_by", "asked_at"]
            ),
            *keep_as_is(when=~pgtrigger.Q(old__state=Stand.OPEN)),
        ]

    def __str__(self) -> str:
        return f"{self.person} over {self.initiative}"

    @property
    def is_open(self) -> bool:
        return self.state == Stand.OPEN

    @property
    def kept_at(self) -> datetime.datetime | None:
        """When it was last kept; None as long as nothing was written."""
        return self.saved_at if self.version > 1 else None

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()


class CriterionScoreQuerySet(models.QuerySet["CriterionScore"]):
    def visible_to(self, user: Reader) -> Self:
        """One's own, and of assessments that were handed in and that this reader may read."""
        readable = Assessment.objects.visible_to(user)
        written = Q(person_id=standing_of(user).person_id) | Q(state=Stand.DONE)
        return self.filter(assessment__in=readable.filter(written).values("pk"))


@track(exclude=["reason"])
class CriterionScore(models.Model):
    """What one assessor says on one criterion. While it is written both may be empty; handed in, none is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="scores", verbose_name="beoordeling"
    )
    criterion = models.ForeignKey(
        AssessmentCriterion, models.PROTECT, related_name="+", verbose_name="toetscriterium"
    )
    score = models.PositiveSmallIntegerField(
        "draagt het bij",
        choices=Score.choices,
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    reason = models.TextField("waarom", blank=True, max_length=2000)

    objects = CriterionScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "score op een criterium"
        verbose_name_plural = "scores op criteria"
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"],
                name="criterion_score_once",
                violation_error_message="Dit criterium is al beoordeeld.",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5), name="score_from_1_to_5"
            ),
        ]
        triggers: list[pgtrigger.Trigger] = [only_while_open(), no_interest_of_scores()]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_score_display() or 'nog niets'}"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        return ""


@track()
class AssessmentNotice(models.Model):
    """The consequence of asking: the assessor was written to."""

    assessment = models.OneToOneField(
        Assessment, models.PROTECT, primary_key=True, related_name="notice", verbose_name="beoordeling"
    )
    told = models.PositiveIntegerField("aantal mails")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht aan een beoordelaar"
        verbose_name_plural = "berichten aan beoordelaars"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.told}"
