"""The text of a plan version: chapters with sections under them, and what they are about."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Deferrable, Q
from django.utils import timezone

from regioplan.plans.guards import hangs_in_its_version, only_while_open
from regioplan.plans.models.versions import PlanVersion
from themes.tasks.models import TransformationTask
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.richfields import RichTextField
from zorgzaam.standing import Reader, standing_of
from zorgzaam.trees import NoCircle
from zorgzaam.versions import Versioned, version_trigger

LEVELS = ("hoofdstuk", "paragraaf", "onderdeel")


class PartQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Live text: for who writes it and, of a version in the making that was opened for input, who is asked for that
    today. Everybody else reads the snapshot; of what was taken back nothing."""

    path = "version_of"

    def visible_to(self, user: Reader) -> Self:
        if standing_of(user).is_bureau:
            return self
        asked = PlanVersion.objects.filter(PlanVersion.objects.all().asked(user))
        return self.filter(**{f"{self.path}__in": asked.values("pk")})


class LinkQuerySet(PartQuerySet):
    path = "section__version_of"


@track()
class PlanSection(Versioned):
    """A chapter (no parent), a section in it, or a part of that. `lineage` is what it is through all versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    version_of = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="sections", verbose_name="versie van het plan"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="onderdeel van"
    )
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    code = models.CharField("nummer", max_length=12, blank=True, help_text="Zoals het gedrukt is.")
    heading = models.CharField("kop", max_length=200)
    text = RichTextField("tekst", blank=True, top_heading=4)
    # Links are rows of their own: this makes every save a change of the section, so nobody's ticks are lost.
    edited_at = models.DateTimeField("bewerkt op", default=timezone.now, editable=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"
        ordering = ["version_of", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version_of", "parent", "position"],
                name="plan_section_position",
                nulls_distinct=False,
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een ander hoofdstuk.",
            ),
            models.UniqueConstraint(
                "version_of",
                "lineage",
                name="plan_section_lineage_once",
                violation_error_message="Dit hoofdstuk staat al in deze versie.",
            ),
        ]
        triggers = [
            version_trigger(ignoring=("position",)),
            only_while_open("{row}.version_of_id"),
            hangs_in_its_version(),
            NoCircle(
                name="plan_section_no_circle",
                up="parent",
                message="Een hoofdstuk kan geen onderdeel van zichzelf zijn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.heading}".strip()

    @staticmethod
    def told_in_history(event: Any) -> str:
        """Which chapter a kept row was, also when it is gone."""
        return f"“{f'{event.code} {event.heading}'.strip()}”"


@track()
class SectionLink(models.Model):
    """What a section is about: a theme or a transformation task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="links", verbose_name="hoofdstuk")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="plan_links", verbose_name="thema"
    )
    task = models.ForeignKey(
        TransformationTask,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_links",
        verbose_name="opgave",
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "verband van een hoofdstuk"
        verbose_name_plural = "verbanden van hoofdstukken"
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=True) ^ Q(task__isnull=True),
                name="section_link_theme_or_task",
                violation_error_message="Kies een thema of een opgave.",
            ),
            models.UniqueConstraint(
                fields=["section", "theme", "task"],
                name="section_link_once",
                nulls_distinct=False,
                violation_error_message="Dit verband staat er al.",
            ),
        ]
        triggers = [
            only_while_open("(SELECT version_of_id FROM regioplan_plansection WHERE id = {row}.section_id)")
        ]

    def __str__(self) -> str:
        return str(self.theme or self.task)
