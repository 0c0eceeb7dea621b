"""Generations of themes: each regional vision brings its own list (domain.md 9 and 10)."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.periods import Period, PeriodQuerySet
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class GenerationQuerySet(PeriodQuerySet, PublicQuerySet):
    """Generations are public."""

    def newest_first(self) -> Self:
        """The latest beginning first; a generation without a known beginning comes last."""
        return self.order_by(F("starts_on").desc(nulls_last=True), "name")

    def begun(self, day: datetime.date | None = None) -> Self:
        """What has begun on `day` (today), the last one first."""
        begun = self.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day or timezone.localdate()))
        return begun.newest_first()

    def leading(self, day: datetime.date | None = None) -> "ThemeGeneration | None":
        """The generation the network works from on `day` (today): the last one that has begun.

        A generation keeps leading after its own end until the next one begins.
        """
        return self.begun(day).first()


@track()
class ThemeGeneration(Versioned, Sourced, Period):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=160, unique=True)
    about = models.TextField("waar deze indeling vandaan komt", blank=True)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = "generatie van thema's"
        verbose_name_plural = "generaties van thema's"
        ordering = [F("starts_on").desc(nulls_last=True), "name"]
        constraints = [*Period.Meta.constraints]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name


@track()
class GenerationDocument(Versioned, Sourced):
    """A document of a generation. It may order the themes its own way and word its own opgaven."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    generation = models.ForeignKey(
        ThemeGeneration, models.PROTECT, related_name="documents", verbose_name="generatie"
    )
    short_name = models.CharField("korte naam", max_length=60, help_text="Zoals mensen het noemen.")
    title = models.CharField("titel", max_length=250)
    date_text = models.CharField("datum", max_length=60, blank=True, help_text="Zoals de bron het zegt.")
    position = models.PositiveSmallIntegerField("volgorde")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "document van een generatie"
        verbose_name_plural = "documenten van een generatie"
        ordering = ["generation", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "position"],
                name="generation_document_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een document.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.short_name
