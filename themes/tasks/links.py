"""What a task of one list became in another, and which themes a task touches. Both are attributed: what no source
says is derived until a person confirms it (domain.md O22)."""

import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from themes.tasks.models import TransformationTask
from themes.tasks.parts import TaskPart
from themes.themes.models import Theme
from themes.triggers import other_list
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger

WHO_AND_WHEN = "Wie dit vaststelde en wanneer is nodig, tenzij het is afgeleid of een bron heeft."


class Attributed(models.Model):
    """Abstract: who laid a relation and when, and whether a source says it."""

    derived = models.BooleanField(
        "afgeleid", default=True, help_text="Geen bron zegt dit; iemand leidde het af."
    )
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vastgelegd door"
    )
    noted_on = models.DateField("vastgelegd op", null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)

    class Meta:
        abstract = True


def _attributed(name: str) -> models.CheckConstraint:
    said = Q(author__isnull=False, noted_on__isnull=False) | Q(source__isnull=False)
    return models.CheckConstraint(
        condition=Q(derived=True) | said, name=name, violation_error_message=WHO_AND_WHEN
    )


class TaskLinkQuerySet(PublicQuerySet):
    def with_both_ends(self) -> Self:
        """With what a page shows of a link: both tasks, or the part, with their lists."""
        return self.select_related(
            "earlier__task_list", "later__task_list", "later_part__task_list", "author", "source"
        )


@track()
class TaskLink(Versioned, Sourced, Attributed):
    """A task of an earlier list became a task, or a part, of a later one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    earlier = models.ForeignKey(
        TransformationTask, models.PROTECT, related_name="later_links", verbose_name="eerdere opgave"
    )
    later = models.ForeignKey(
        TransformationTask,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="earlier_links",
        verbose_name="werd opgave",
    )
    later_part = models.ForeignKey(
        TaskPart,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="earlier_links",
        verbose_name="werd bouwsteen of fundament",
    )

    objects = TaskLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "vervolg van een transformatieopgave"
        verbose_name_plural = "vervolg van transformatieopgaven"
        ordering = ["earlier", "later", "later_part"]
        constraints = [
            models.CheckConstraint(
                condition=Q(later__isnull=False, later_part__isnull=True)
                | Q(later__isnull=True, later_part__isnull=False),
                name="task_link_has_one_end",
                violation_error_message="Kies een opgave, of een bouwsteen of fundament. Niet allebei.",
            ),
            models.UniqueConstraint(
                "earlier",
                "later",
                "later_part",
                name="task_link_once",
                nulls_distinct=False,
                violation_error_message="Dit vervolg staat er al.",
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")),
                name="task_link_to_another",
                violation_error_message="Een opgave is geen vervolg van zichzelf.",
            ),
            _attributed("task_link_stated_by_somebody"),
        ]
        triggers = [version_trigger(), other_list()]

    def __str__(self) -> str:
        return f"{self.earlier} > {self.became}"

    @property
    def became(self) -> "TransformationTask | TaskPart":
        """What stands at the later end."""
        found = self.later or self.later_part
        assert found, "the database asks for one of the two"
        return found

    def clean(self) -> None:
        ends = [end for end in (self.later, self.later_part) if end]
        if self.earlier_id and any(end.task_list_id == self.earlier.task_list_id for end in ends):
            raise ValidationError("Kies een opgave uit een andere lijst.")


@track()
class TaskTheme(Versioned, Sourced, Attributed):
    """A task touches a theme. Tasks cut across themes, so there may be many."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, related_name="theme_links", verbose_name="opgave"
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="task_links", verbose_name="thema")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "thema van een opgave"
        verbose_name_plural = "thema's van opgaven"
        ordering = ["task", "theme"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "theme"],
                name="task_theme_once",
                violation_error_message="Dit thema staat al bij deze opgave.",
            ),
            _attributed("task_theme_stated_by_somebody"),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"{self.task} - {self.theme}"
