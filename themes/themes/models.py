"""Themes, the names they had and bear elsewhere, and their kinship with themes of other generations."""

import datetime
import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Deferrable, F, Q, Subquery
from django.urls import reverse

from themes.generations.models import GenerationDocument, ThemeGeneration
from themes.triggers import other_generation, same_generation
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting, track
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision, describe
from zorgzaam.search import search_column, search_index
from zorgzaam.sources import PublicQuerySet, Sourced
from zorgzaam.versions import Versioned, version_trigger


class ThemeQuerySet(PublicQuerySet):
    def with_leading(self) -> Self:
        """Each with `leading`: the key of the generation the network works from today."""
        return self.annotate(leading=Subquery(ThemeGeneration.objects.begun().values("pk")[:1]))


@track(exclude=["search"])
class Theme(Versioned, Sourced):
    """A theme in a generation. Every text may be empty: what no source says is "nog niet bekend"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    generation = models.ForeignKey(
        ThemeGeneration, models.PROTECT, related_name="themes", verbose_name="generatie"
    )
    number = models.PositiveSmallIntegerField("nummer")
    name = models.CharField("naam", max_length=160)
    diagram_name = models.CharField("naam in schema's", max_length=80, blank=True)
    aliases = models.TextField("ook genoemd", blank=True, help_text="Een naam per regel.")
    goal = models.TextField("doel", blank=True)
    intended_result = models.TextField("beoogd resultaat voor de inwoner", blank=True)
    definition = models.TextField("wat we ermee bedoelen", blank=True, help_text="Uitleg van een begrip.")
    target_group = models.CharField("voor wie", max_length=160, blank=True)
    search = search_column(
        name="A", diagram_name="A", aliases="A", goal="B", intended_result="B", definition="C"
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["generation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "number"],
                name="theme_number_in_generation",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Dit nummer heeft een ander thema al.",
            ),
        ]
        indexes = [search_index("theme_search")]
        triggers = [version_trigger(ignoring=("search",))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.pk])

    @transaction.atomic
    def rename(self, name: str, *, by: Actor, on: datetime.date, precision: str, reason: str) -> None:
        """Call it `name` from `on` (known to `precision`) for `reason`; the old name stays with it. Twice is once.

        Raises StaleVersion when the theme changed since it was read.
        """
        if name == self.name:
            return
        with acting(by, reason=reason):
            ThemeName.objects.create(
                theme=self, name=self.name, replaced_on=on, replaced_precision=precision, reason=reason
            )
            self.name = name
            self.save()

    @property
    def alias_list(self) -> list[str]:
        """Every other name, the one in diagrams first."""
        lines = [self.diagram_name, *self.aliases.splitlines()]
        return [line.strip() for line in lines if line.strip() and line.strip() != self.name]


@track()
class ThemeName(Versioned, Sourced):
    """A name a theme had before, until when and why it changed (domain.md O5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="former_names", verbose_name="thema")
    name = models.CharField("eerdere naam", max_length=160)
    replaced_on = models.DateField("vervangen op", null=True, blank=True)
    replaced_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    reason = models.CharField("waarom", max_length=400, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "eerdere naam"
        verbose_name_plural = "eerdere namen"
        ordering = [F("replaced_on").desc(nulls_last=True), "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "name"],
                name="theme_name_once",
                violation_error_message="Deze eerdere naam staat er al.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    @property
    def replaced(self) -> str:
        """When, no more precise than the source; "" when unknown."""
        return describe(self.replaced_on, self.replaced_precision) if self.replaced_on else ""


@track()
class DocumentTheme(Versioned, Sourced):
    """The place of a theme in one document: documents order the themes differently (domain.md O7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(
        GenerationDocument, models.PROTECT, related_name="listed", verbose_name="document"
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="listings", verbose_name="thema")
    position = models.PositiveSmallIntegerField("plaats")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "plaats in een document"
        verbose_name_plural = "plaatsen in documenten"
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"],
                name="document_theme_position",
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een thema.",
            ),
            models.UniqueConstraint(
                fields=["document", "theme"],
                name="document_theme_once",
                violation_error_message="Dit thema staat al in dit document.",
            ),
        ]
        triggers = [version_trigger(), same_generation()]

    def __str__(self) -> str:
        return f"{self.position}. {self.theme}"

    def clean(self) -> None:
        if self.document_id and self.theme_id and self.document.generation_id != self.theme.generation_id:
            raise ValidationError("Dit document hoort bij een andere generatie dan het thema.")


@track()
class ThemeKinship(Versioned, Sourced):
    """Kinship of themes across generations. No source states it: it is derived until a person confirms it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    earlier = models.ForeignKey(Theme, models.PROTECT, related_name="later_kin", verbose_name="eerder thema")
    later = models.ForeignKey(Theme, models.PROTECT, related_name="earlier_kin", verbose_name="later thema")
    derived = models.BooleanField(
        "afgeleid", default=True, help_text="Geen bron zegt dit; iemand leidde het af."
    )
    author = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vastgelegd door"
    )
    noted_on = models.DateField("vastgelegd op", null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "verwantschap"
        verbose_name_plural = "verwantschap"
        ordering = ["earlier", "later"]
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"],
                name="kinship_once",
                violation_error_message="Deze verwantschap staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(derived=True) | Q(author__isnull=False, noted_on__isnull=False),
                name="kinship_stated_by_somebody",
                violation_error_message="Wie dit vaststelde en wanneer is nodig, tenzij het is afgeleid.",
            ),
        ]
        triggers = [version_trigger(), other_generation()]

    def __str__(self) -> str:
        return f"{self.earlier} - {self.later}"

    def clean(self) -> None:
        if self.earlier_id and self.later_id and self.earlier.generation_id == self.later.generation_id:
            raise ValidationError("Kies twee thema's uit verschillende generaties.")
