"""Prioritising: every member scores clusters on the criteria and divides dots; together they are the result."""

import uuid
from collections.abc import Mapping

import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from governance.writing.models.assignments import MOST_DOTS, InnerQuerySet, WritingAssignment, person_of
from governance.writing.models.clusters import HarvestCluster
from governance.writing.steps import BALLOT, VOTE, Refused, only_during
from themes.criteria.models import AssessmentCriterion
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.versions import StaleVersion, Versioned, version_trigger

LOWEST, HIGHEST = 1, 5
ANY_WRITE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


@track()
class Ballot(Versioned):
    """What one member thinks. Its version guards all scores and dots on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="ballots", verbose_name="schrijfopdracht"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="lid")
    cast_at = models.DateTimeField("gestemd op", default=timezone.now, editable=False)

    objects = InnerQuerySet.as_manager()

    class Meta:
        verbose_name = "stembriefje"
        verbose_name_plural = "stembriefjes"
        constraints = [models.UniqueConstraint("assignment", "person", name="ballot_once_per_member")]
        triggers = [
            version_trigger(),
            only_during("ballot_in_time", VOTE, operation=ANY_WRITE),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


def _lies_on_the_focus(name: str, also: str = "true") -> pgtrigger.Trigger:
    """Only clusters of this team that got the focus are voted on; `also` is what else must hold, of NEW and `a`."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NOT EXISTS (SELECT FROM governance_ballot b
                             JOIN governance_writingassignment a ON a.id = b.assignment_id
                             JOIN governance_harvestcluster c ON c.assignment_id = a.id
                            WHERE b.id = NEW.ballot_id AND c.id = NEW.cluster_id
                              AND c.chosen AND c.removed_at IS NULL AND {also}) THEN
                RAISE EXCEPTION 'not to be voted on' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


@track()
class Dot(models.Model):
    """One dot of a member. Dots are numbered, and each number lies in one place: nobody has more than there are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="dots")
    cluster = models.ForeignKey(HarvestCluster, models.PROTECT, related_name="dots", verbose_name="cluster")
    number = models.PositiveSmallIntegerField("nummer")

    class Meta:
        verbose_name = "stip"
        verbose_name_plural = "stippen"
        constraints = [
            models.UniqueConstraint("ballot", "number", name="dot_lies_in_one_place"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=MOST_DOTS), name="dot_number"),
        ]
        triggers = [
            only_during("dot_in_time", VOTE, operation=ANY_WRITE, through=BALLOT),
            _lies_on_the_focus("dot_is_there", "NEW.number <= a.dots"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


@track()
class Score(models.Model):
    """What one member gives one cluster on one criterion (domain.md R14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="scores")
    cluster = models.ForeignKey(HarvestCluster, models.PROTECT, related_name="scores", verbose_name="cluster")
    criterion = models.ForeignKey(
        AssessmentCriterion, models.PROTECT, related_name="+", verbose_name="criterium"
    )
    value = models.PositiveSmallIntegerField("score")

    class Meta:
        verbose_name = "score"
        verbose_name_plural = "scores"
        constraints = [
            models.UniqueConstraint("ballot", "cluster", "criterion", name="score_once"),
            models.CheckConstraint(condition=Q(value__gte=LOWEST, value__lte=HIGHEST), name="score_range"),
        ]
        triggers = [
            only_during("score_in_time", VOTE, operation=ANY_WRITE, through=BALLOT),
            _lies_on_the_focus("score_on_the_focus"),
        ]

    def __str__(self) -> str:
        return f"{self.value}"


Dots = Mapping[uuid.UUID, int]
Scores = Mapping[tuple[uuid.UUID, uuid.UUID], int]


def cast_ballot(
    assignment: WritingAssignment, *, by: Person | User, dots: Dots, scores: Scores, seen: int
) -> Ballot:
    """Put down what `by` thinks, in the place of what they said before.

    `dots` is cluster id -> how many; `scores` is (cluster id, criterion id) -> 1-5; `seen` the version of the ballot
    the form showed, 0 for none. Refused when there are too many dots, StaleVersion when they voted elsewhere since.
    """
    if sum(dots.values()) > assignment.dots:
        raise Refused(f"Je hebt {assignment.dots} stippen, en je verdeelde er {sum(dots.values())}.")
    ballot: Ballot
    with acting(by, reason="Gestemd"), transaction.atomic():
        ballot, made = Ballot.objects.select_for_update().get_or_create(
            assignment=assignment, person=person_of(by)
        )
        if (0 if made else ballot.version) != seen:
            raise StaleVersion
        if not made:
            ballot.cast_at = timezone.now()
            ballot.save(update_fields=["cast_at"])
        _lay_dots(ballot, dots)
        _put_scores(ballot, scores)
    return ballot


def _lay_dots(ballot: Ballot, dots: Dots) -> None:
    places = [cluster for cluster, count in dots.items() for _ in range(count)]
    ballot.dots.all().delete()
    Dot.objects.bulk_create(
        Dot(ballot=ballot, cluster_id=cluster, number=number)
        for number, cluster in enumerate(places, start=1)
    )


def _put_scores(ballot: Ballot, scores: Scores) -> None:
    ballot.scores.all().delete()
    Score.objects.bulk_create(
        Score(ballot=ballot, cluster_id=cluster, criterion_id=criterion, value=value)
        for (cluster, criterion), value in scores.items()
    )
