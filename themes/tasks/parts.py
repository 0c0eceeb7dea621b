"""Parts of a list of tasks: the bouwstenen and fundamenten that work it out (domain.md E4)."""

import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Deferrable

from themes.tasks.models import TaskList, TransformationTask
from themes.triggers import same_list
from zorgzaam.audit.history import track
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class PartKind(models.TextChoices):
    BUILDING_BLOCK = "bouwsteen", "Bouwsteen"
    FOUNDATION = "fundament", "Fundament"


class TaskPartQuerySet(PublicQuerySet):
    def in_order(self) -> Self:
        """Building blocks first, each kind in its own order."""
        return self.order_by("kind", "position")


@track()
class TaskPart(Versioned, Sourced):
    """A bouwsteen or fundament of a list. `task` is empty when no source says which task it works out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task_list = models.ForeignKey(TaskList, models.PROTECT, related_name="parts", verbose_name="lijst")
    task = models.ForeignKey(
        TransformationTask,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="hoort bij opgave",
    )
    kind = models.CharField("soort", max_length=10, choices=PartKind.choices)
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("titel", max_length=200)
    text = models.TextField("tekst", blank=True)

    objects = TaskPartQuerySet.as_manager()

    class Meta:
        verbose_name = "bouwsteen of fundament"
        verbose_name_plural = "bouwstenen en fundamenten"
        ordering = ["task_list", "kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["task_list", "kind", "position"],
                name="task_part_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat er al een.",
            ),
            models.UniqueConstraint(
                fields=["task_list", "title"],
                name="task_part_title_once",
                violation_error_message="Deze titel staat al in de lijst.",
            ),
        ]
        triggers = [version_trigger(), same_list()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def clean(self) -> None:
        if self.task_id and self.task and self.task.task_list_id != self.task_list_id:
            raise ValidationError({"task": "Deze opgave staat in een andere lijst."})
