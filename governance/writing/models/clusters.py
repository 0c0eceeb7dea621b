"""Clusters of opbrengsten, which of them get the focus, and where another theme touches the same."""

import uuid
from typing import Self

import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from governance.writing.models.assignments import InnerQuerySet, WritingAssignment
from governance.writing.steps import CLUSTERING, Refused, only_during
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import StaleVersion, Versioned, version_trigger


class ClusterQuerySet(InnerQuerySet):
    def present(self) -> Self:
        return self.filter(removed_at=None)

    def in_focus(self) -> Self:
        return self.present().filter(chosen=True)


@track()
class HarvestCluster(Versioned):
    """Opbrengsten that belong together, under a name of the team's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="clusters", verbose_name="schrijfopdracht"
    )
    name = models.CharField("naam van het cluster", max_length=120)
    chosen = models.BooleanField("krijgt de focus", default=False)
    why = models.CharField(
        "waarom wel of niet", max_length=300, blank=True, help_text="Zo weet later iedereen waarom."
    )
    made_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        verbose_name = "cluster"
        verbose_name_plural = "clusters"
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "name"],
                condition=Q(removed_at=None),
                name="cluster_name_once",
                violation_error_message="Er is al een cluster met deze naam.",
            ),
        ]
        triggers = [
            version_trigger(),
            only_during(
                "cluster_in_time",
                CLUSTERING,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def remove(self, *, by: Person | User, seen: int) -> bool:
        """Away, when nothing is in it. False when it was; StaleVersion when it is not as `seen`."""
        if self.removed_at is not None:
            return False
        with acting(by, reason="Leeg cluster weggehaald"), transaction.atomic():
            HarvestCluster.objects.select_for_update().get(pk=self.pk)
            if self.items.exists():
                raise Refused("Haal eerst de opbrengsten eruit.")
            rows = HarvestCluster.objects.filter(pk=self.pk, version=seen)
            if not rows.update(removed_at=timezone.now(), chosen=False):
                raise StaleVersion
        self.refresh_from_db()
        return True


class OverlapQuerySet(models.QuerySet["Overlap"]):
    def visible_to(self, user: Reader) -> Self:
        """Both teams and the netwerkbureau: saying that something overlaps is telling the other team its name."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        bodies = list(standing.bodies)
        return self.filter(Q(cluster__assignment__team__in=bodies) | Q(other__team__in=bodies))


@track()
class Overlap(Versioned):
    """A cluster of one team that another team should know of, with what that team says of it (domain.md b6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cluster = models.ForeignKey(
        HarvestCluster, models.PROTECT, related_name="overlaps", verbose_name="cluster"
    )
    other = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="overlaps", verbose_name="raakt ook aan"
    )
    note = models.CharField("wat overlapt er", max_length=300)
    answer = models.CharField("antwoord van dat team", max_length=300, blank=True)

    objects = OverlapQuerySet.as_manager()

    class Meta:
        verbose_name = "overlap"
        verbose_name_plural = "overlap"
        ordering = ["cluster", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "other"],
                name="overlap_once",
                violation_error_message="Deze overlap staat er al.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.cluster} raakt {self.other.theme}"
