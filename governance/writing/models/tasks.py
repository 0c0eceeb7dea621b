"""A worked-out task: what the team wants done, how one sees that it is, on what scale and with whom."""

import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.utils import timezone

from governance.writing.models.assignments import InnerQuerySet, WritingAssignment
from governance.writing.models.clusters import HarvestCluster
from governance.writing.steps import TEXT, WORKED_TASK, only_during
from partners.organisations.models import Organisation
from themes.tasks.models import TransformationTask
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.richfields import RichTextField
from zorgzaam.versions import StaleVersion, Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within

ANY_WRITE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete


class Scale(models.TextChoices):
    LOCAL = "lokaal", "Lokaal"
    REGIONAL = "regionaal", "Regionaal"
    NATIONAL = "landelijk", "Landelijk"


class TaskQuerySet(InnerQuerySet):
    def present(self) -> Self:
        return self.filter(removed_at=None)


@track()
class WorkedTask(Versioned):
    """One opgave, concrete (domain.md R19, R20 d and e). Its goal is split in what makes it SMART."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(
        WritingAssignment, models.PROTECT, related_name="worked_tasks", verbose_name="schrijfopdracht"
    )
    title = models.CharField("opgave", max_length=200)
    text = RichTextField("toelichting", blank=True)
    goal = models.TextField("doel", help_text="Wat is er dan anders, en voor wie?")
    measure = models.TextField("waaraan we het zien", help_text="Een getal of iets dat je kunt nakijken.")
    feasible = models.TextField(
        "waarom het kan", blank=True, help_text="Wie staat erachter, en waarom lukt het?"
    )
    due_on = models.DateField("klaar op", null=True, blank=True)
    scale = models.CharField("schaal", max_length=10, choices=Scale.choices)
    first_steps = models.TextField("eerste stappen", blank=True)
    organisations = models.ManyToManyField(
        Organisation, through="WorkedTaskOrganisation", blank=True, verbose_name="organisaties"
    )
    clusters = models.ManyToManyField(
        HarvestCluster, through="WorkedTaskCluster", blank=True, related_name="worked_tasks",
        verbose_name="uit de clusters",
    )  # fmt: skip
    transformation_task = models.ForeignKey(
        TransformationTask, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="hoort bij transformatieopgave",
    )  # fmt: skip
    edited_at = models.DateTimeField("gewijzigd op", default=timezone.now, editable=False)
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgewerkte opgave"
        verbose_name_plural = "uitgewerkte opgaven"
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=day_within("due_on"),
                name="worked_task_due_in_reach",
                violation_error_message=FAR_OFF,
            ),
        ]
        triggers = [
            version_trigger(),
            only_during("worked_task_in_time", TEXT, operation=ANY_WRITE),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Other organisations or clusters alone change no column of this row; its version has to rise all the same.
        self.edited_at = timezone.now()
        super().save(*args, **kwargs)


def _as_the_task(name: str) -> list[pgtrigger.Trigger]:
    """What hangs on a task is written when the task itself is, and stays with that task."""
    return [
        only_during(name, TEXT, operation=ANY_WRITE, through=WORKED_TASK),
        pgtrigger.Protect(
            name="stays_with_its_task", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("task")
        ),
    ]


@track()
class WorkedTaskOrganisation(models.Model):
    """An organisation that is needed for a worked-out task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(WorkedTask, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )

    class Meta:
        verbose_name = "organisatie bij een opgave"
        verbose_name_plural = "organisaties bij opgaven"
        constraints = [models.UniqueConstraint("task", "organisation", name="worked_task_organisation_once")]
        triggers = _as_the_task("worked_task_organisation_in_time")

    def __str__(self) -> str:
        return f"{self.organisation}"


@track()
class WorkedTaskCluster(models.Model):
    """A cluster a worked-out task came from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(WorkedTask, models.PROTECT, related_name="+")
    cluster = models.ForeignKey(HarvestCluster, models.PROTECT, related_name="+", verbose_name="cluster")

    class Meta:
        verbose_name = "cluster bij een opgave"
        verbose_name_plural = "clusters bij opgaven"
        constraints = [models.UniqueConstraint("task", "cluster", name="worked_task_cluster_once")]
        triggers = _as_the_task("worked_task_cluster_in_time")

    def __str__(self) -> str:
        return f"{self.cluster}"


def take_away(row: Any, *, by: Person | User, seen: int) -> bool:
    """Away, and kept in history. False when it was; StaleVersion when it is not as `seen`."""
    if row.removed_at is not None:
        return False
    with acting(by, reason="Weggehaald"):
        if not type(row).objects.filter(pk=row.pk, version=seen).update(removed_at=timezone.now()):
            raise StaleVersion
    row.refresh_from_db()
    return True
