"""What is in a briefing: sections with a heading, blocks of text or fragments, and attachments."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from governance.briefings.guards import guard_part
from governance.briefings.models import Briefing
from governance.briefings.secrecy.guards import secret_attachment_stays_closed
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.publicity import Publicity
from zorgzaam.richfields import RichTextField
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger


class Placed:
    """A part with a place: `of` names the field of what it stands in, `parts` what stands in it in turn."""

    of: ClassVar[str] = "briefing"
    parts: ClassVar[str] = ""
    pk: Any

    @property
    def holder_id(self) -> Any:
        """The id of what it stands in."""
        return getattr(self, f"{self.of}_id")

    @property
    def noun(self) -> str:
        """What it is called in a sentence that begins with it."""
        return str(self._meta.verbose_name).capitalize()  # type: ignore[attr-defined]

    def siblings(self) -> "models.QuerySet[Any]":
        """The rows it is ordered among."""
        rows: models.QuerySet[Any] = type(self)._default_manager.filter(**{self.of: self.holder_id})  # type: ignore[attr-defined]
        return rows


class PartQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Parts of a draft: for whoever works on it. Readers get the published snapshot."""

    path = "briefing"

    def visible_to(self, user: Reader) -> Self:
        return self.filter(**{f"{self.path}__in": Briefing.objects.in_hands_of(user).values("pk")})


class BlockQuerySet(PartQuerySet):
    path = "section__briefing"


@track()
class BriefingSection(Placed, Versioned):
    parts = "blocks"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="sections", verbose_name="briefing")
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    heading = models.CharField("kop", max_length=160)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"
        ordering = ["briefing", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "position"],
                name="briefing_section_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]
        triggers = [version_trigger(ignoring=("position",)), *guard_part("{row}.briefing_id")]

    def __str__(self) -> str:
        return self.heading


@track()
class BriefingBlock(Placed, Versioned):
    """A piece of text, or a fragment: a key of the registry with parameters, filled when shown."""

    of = "section"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(
        BriefingSection, models.CASCADE, related_name="blocks", verbose_name="hoofdstuk"
    )
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    text = RichTextField("tekst", blank=True)
    fragment = models.CharField("fragment", max_length=40, blank=True, editable=False)
    parameters = models.JSONField("gegevens van het fragment", default=dict, blank=True, editable=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = "blok"
        verbose_name_plural = "blokken"
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"],
                name="briefing_block_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=(Q(text="") & ~Q(fragment="")) | (~Q(text="") & Q(fragment="")),
                name="briefing_block_text_or_fragment",
                violation_error_message="Een blok is tekst of een fragment.",
            ),
        ]
        triggers = [
            version_trigger(ignoring=("position",)),
            *guard_part("(SELECT briefing_id FROM governance_briefingsection WHERE id = {row}.section_id)"),
        ]

    def __str__(self) -> str:
        return self.fragment or self.text[:60]


@track()
class BriefingAttachment(Placed, Versioned):
    """A row of the attachments table: eDocs number and whether it is public under the Woo (R9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    briefing = models.ForeignKey(
        Briefing, models.PROTECT, related_name="attachments", verbose_name="briefing"
    )
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    name = models.CharField("naam bijlage", max_length=200)
    edocs_number = models.CharField("eDocs-nummer", max_length=30, blank=True)
    woo_public = models.BooleanField("openbaar in de zin van de Woo")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bestand"
    )
    file_name = models.CharField("naam van het bestand", max_length=200, blank=True, editable=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["briefing", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "position"],
                name="briefing_attachment_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | ~Q(file_name=""), name="briefing_attachment_file_has_name"
            ),
        ]
        triggers = [
            version_trigger(ignoring=("position",)),
            *guard_part("{row}.briefing_id"),
            secret_attachment_stays_closed(),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def publicity(self) -> str:
        """Not public under the Woo: for the council it is addressed to, and for who works on it."""
        return Publicity.PUBLIC if self.woo_public else Publicity.CLOSED

    @property
    def is_secret(self) -> bool:
        """Whether secrecy rests on this row now."""
        return bool(self.secrecies.filter(lifted_on=None).exists())
