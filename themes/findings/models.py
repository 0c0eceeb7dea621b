"""What people found about a theme, and the fixed questions they talked about (domain.md R20)."""

import uuid

from django.db import models
from django.db.models import Deferrable

from themes.generations.models import ThemeGeneration
from themes.themes.models import Theme
from zorgzaam.audit.history import track
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


@track()
class DiscussionQuestion(Versioned, Sourced):
    """One of the questions every theme team of a generation talks about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    generation = models.ForeignKey(
        ThemeGeneration, models.PROTECT, related_name="questions", verbose_name="generatie"
    )
    text = models.CharField("vraag", max_length=300)
    position = models.PositiveSmallIntegerField("volgorde")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "gespreksvraag"
        verbose_name_plural = "gespreksvragen"
        ordering = ["generation", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "position"],
                name="question_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een vraag.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.text


@track()
class Finding(Versioned, Sourced):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="findings", verbose_name="thema")
    question = models.ForeignKey(
        DiscussionQuestion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name="antwoord op",
        help_text="Leeg als niet bekend is bij welke vraag dit hoort.",
    )
    text = models.TextField("bevinding")
    position = models.PositiveSmallIntegerField("volgorde")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        ordering = ["theme", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "position"],
                name="finding_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een bevinding.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.text[:80]
