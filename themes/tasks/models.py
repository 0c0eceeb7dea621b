"""Transformation tasks in versioned lists: the conference had another list than the plan (domain.md 11)."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import Deferrable, F, Q
from django.urls import reverse
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.periods import Precision, describe
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class Aspect(models.TextChoices):
    """What the published plan says of a task: it is about what changes, or about how (domain.md 11)."""

    WHAT = "wat", "Wat we doen"
    HOW = "hoe", "Hoe we het doen"


class TaskListQuerySet(PublicQuerySet):
    def newest_first(self) -> Self:
        return self.order_by(F("stated_on").desc(nulls_last=True), "name")

    def led_by(self, day: datetime.date | None = None) -> Self:
        """The lists stated on or before `day` (today); the first of them leads."""
        stated = self.filter(Q(stated_on__isnull=True) | Q(stated_on__lte=day or timezone.localdate()))
        return stated.newest_first()

    def leading(self, day: datetime.date | None = None) -> "TaskList | None":
        """The last list stated on or before `day` (today)."""
        return self.led_by(day).first()


@track()
class TaskList(Versioned, Sourced):
    """A list of transformation tasks as stated at one moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        "naam", max_length=120, unique=True, help_text="Bijvoorbeeld: startconferentie 2023"
    )
    stated_on = models.DateField("van wanneer", null=True, blank=True)
    stated_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    about = models.TextField("toelichting", blank=True)

    objects = TaskListQuerySet.as_manager()

    class Meta:
        verbose_name = "lijst van transformatieopgaven"
        verbose_name_plural = "lijsten van transformatieopgaven"
        ordering = [F("stated_on").desc(nulls_last=True), "name"]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    def later(self) -> TaskListQuerySet:
        """The lists stated after this one; of a list without a day everything that has one."""
        dated = TaskList.objects.filter(stated_on__isnull=False)
        return dated.filter(stated_on__gt=self.stated_on) if self.stated_on else dated.exclude(pk=self.pk)

    @property
    def has_later(self) -> bool:
        return self.later().exists()

    @property
    def stated(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.stated_on, self.stated_precision) if self.stated_on else ""


@track(exclude=["search"])
class TransformationTask(Versioned, Sourced):
    """A transformatieopgave. The overarching one carries number 0 and is shown without a number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task_list = models.ForeignKey(TaskList, models.PROTECT, related_name="tasks", verbose_name="lijst")
    number = models.PositiveSmallIntegerField("nummer", help_text="0 voor de overkoepelende opgave.")
    overarching = models.BooleanField("overkoepelend", default=False)
    aspect = models.CharField("wat of hoe", max_length=3, choices=Aspect.choices, blank=True)
    title = models.CharField("titel", max_length=200)
    text = models.TextField("tekst", blank=True)
    search = search_column(title="A", text="B")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "transformatieopgave"
        verbose_name_plural = "transformatieopgaven"
        ordering = ["task_list", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_list", "number"],
                name="task_number_in_list",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Dit nummer heeft een andere opgave al.",
            ),
            models.CheckConstraint(
                condition=Q(overarching=True, number=0) | Q(overarching=False, number__gt=0),
                name="task_overarching_is_zero",
                violation_error_message="De overkoepelende opgave heeft nummer 0, en alleen die.",
            ),
        ]
        indexes = [search_index("task_search")]
        triggers = [version_trigger(ignoring=("search",))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("task", args=[self.pk])

    @property
    def label(self) -> str:
        """ "Opgave 3", or "Overkoepelende opgave"."""
        return "Overkoepelende opgave" if self.overarching else f"Opgave {self.number}"
