"""What an agenda item is about: themes and transformation tasks. The link by which the chain is walked both ways."""

import uuid
from typing import Self

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, JSONObject

from governance.meetings.models.items import AgendaItem
from governance.meetings.models.lines import PublishedLine
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.standing import Reader

TASK, THEME = "task", "theme"


def one_subject(name: str) -> models.CheckConstraint:
    """A row is about a theme or about a task, never about both or neither."""
    return models.CheckConstraint(
        condition=Q(theme__isnull=True) ^ Q(task__isnull=True),
        name=name,
        violation_error_message="Kies een thema of een opgave.",
    )


class ItemSubjectQuerySet(models.QuerySet["ItemSubject"]):
    def visible_to(self, user: Reader) -> Self:
        """Links as they stand now, of items this reader keeps or was shown by hand; others read the publication."""
        return self.filter(item__in=AgendaItem.objects.read_live_by(user).values("pk"))


@track()
class ItemSubject(models.Model):
    """An item is about a theme or a task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="subjects", verbose_name="agendapunt")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thema"
    )
    task = models.ForeignKey(
        TransformationTask, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgave"
    )

    objects = ItemSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp van een agendapunt"
        verbose_name_plural = "onderwerpen van agendapunten"
        constraints = [
            one_subject("item_subject_theme_or_task"),
            models.UniqueConstraint(
                fields=["item", "theme", "task"],
                name="item_subject_once",
                nulls_distinct=False,
                violation_error_message="Dit onderwerp staat er al.",
            ),
        ]
        triggers = [
            # Links are rows of their own: with this, choosing them is an edit of the item, and nobody's ticks are lost.
            pgtrigger.Trigger(
                name="edits_the_item",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                func="""
                    UPDATE governance_agendaitem SET subjects_at = clock_timestamp()
                     WHERE id = COALESCE(NEW.item_id, OLD.item_id);
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Theme | TransformationTask:
        """The theme or the task."""
        return self.theme or self.task  # type: ignore[return-value]

    @property
    def key(self) -> tuple[str, uuid.UUID]:
        """Its kind and the id of what the item is about."""
        return (TASK, self.task_id) if self.task_id else (THEME, self.theme_id)  # type: ignore[return-value]


class PublishedSubject(models.Model):
    """What a published line says it is about; written with the snapshot and never changed."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(PublishedLine, models.PROTECT, related_name="subjects")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(TransformationTask, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "onderwerp op een gepubliceerde agenda"
        verbose_name_plural = "onderwerpen op gepubliceerde agenda's"
        constraints = [one_subject("published_subject_theme_or_task")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.theme or self.task)


def about() -> ArraySubquery:
    """For annotating items: what each is about, as the snapshot says it: a list of {"kind", "id", "title"}."""
    kind = Case(When(task__isnull=False, then=Value(TASK)), default=Value(THEME))
    rows = ItemSubject.objects.filter(item=OuterRef("pk")).annotate(
        kind=kind, title=Coalesce("task__title", "theme__name"), about_id=Coalesce("task_id", "theme_id")
    )
    said = JSONObject(kind=F("kind"), id=F("about_id"), title=F("title"))
    return ArraySubquery(rows.order_by("kind", "title", "pk").values_list(said))
