"""Sources: an imported fact says which document it came from; where documents disagree, both readings are
kept."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.webfield import WebAddressField, is_web_address

if TYPE_CHECKING:
    from zorgzaam.standing import Reader


class PublicQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """For reference data that everybody may read."""

    def visible_to(self, user: "Reader") -> Self:
        return self


@track()
class Source(Versioned):
    """A document facts were taken from. `code` is how lists refer to it ("s0")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(
        "code",
        max_length=20,
        unique=True,
        help_text="Een kort woord dat deze bron aanwijst in lijsten en adressen. Verander het niet meer.",
    )
    title = models.CharField("titel", max_length=250)
    kind = models.CharField("soort", max_length=80, blank=True)
    date_text = models.CharField("datum", max_length=60, blank=True, help_text="Zoals de bron het zegt.")
    url = WebAddressField("link", blank=True, help_text="Waar iedereen het stuk kan lezen.")

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ["code"]
        constraints = [is_web_address("url", "source_url_is_http")]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its place in the list of sources."""
        return f"{reverse('sources')}#{self.code}"


class Sourced(models.Model):
    """Abstract: where a row came from, and a remark about it that readers see."""

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bron"
    )
    source_note = models.CharField("opmerking bij de bron", max_length=300, blank=True)

    class Meta:
        abstract = True


class ConflictQuerySet(PublicQuerySet):
    def undecided(self) -> Self:
        """Where nobody has said yet which reading we show; a proposal is no decision."""
        return self.filter(resolved_by__isnull=True)

    def decided(self) -> Self:
        return self.filter(resolved_by__isnull=False)


@track()
class SourceConflict(Versioned):
    """Documents that disagree: every reading, and how it was resolved, why and by whom. Never overwritten
    silently."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField("code", max_length=20, unique=True)
    topic = models.CharField("onderwerp", max_length=160)
    readings = models.JSONField("lezingen", default=list, help_text='Lijst van {"value", "source"}.')
    resolution = models.CharField("wat we tonen", max_length=300, blank=True)
    reason = models.CharField("waarom", max_length=400, blank=True)
    resolved_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="besloten door",
    )
    resolved_on = models.DateField("besloten op", null=True, blank=True, editable=False)
    subject_kind = models.CharField("gaat over (soort)", max_length=30, blank=True)
    subject_id = models.UUIDField("gaat over", null=True, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = "verschil tussen bronnen"
        verbose_name_plural = "verschillen tussen bronnen"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resolved_by__isnull=True, resolved_on__isnull=True)
                | (models.Q(resolved_by__isnull=False, resolved_on__isnull=False) & ~models.Q(resolution="")),
                name="source_conflict_decided_says_what",
                violation_error_message="Schrijf op wat we tonen voordat je besluit.",
            )
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("source_conflict", args=[self.code])

    def decide(self, *, by: Person) -> None:
        """Show `resolution`, for `reason`, from now on; decided again it is another decision."""
        self.resolved_by, self.resolved_on = by, timezone.localdate()
        self.save()

    def reopen(self) -> bool:
        """Take the decision back; the words stay as a proposal. False when nobody had decided."""
        if self.resolved_by_id is None:
            return False
        self.resolved_by = self.resolved_on = None
        self.save()
        return True


def conflicts_about(*kinds: str, subject: uuid.UUID | None = None) -> "models.QuerySet[SourceConflict]":
    """Where documents disagree about things of these kinds: about `subject` alone, or about all of them."""
    found = SourceConflict.objects.filter(subject_kind__in=kinds)
    return found.filter(subject_id=subject) if subject else found


@dataclass(frozen=True)
class ReadConflict:
    """A conflict with its readings as (value, sources); a code nobody knows is left out."""

    conflict: SourceConflict
    readings: list[tuple[str, list[Source]]]


def readable(conflicts: Iterable[SourceConflict]) -> list[ReadConflict]:
    """The conflicts with their sources instead of codes; one query more."""
    by_code = {source.code: source for source in Source.objects.all()}
    return [
        ReadConflict(
            conflict,
            [
                (each["value"], [by_code[code] for code in each.get("source", "").split() if code in by_code])
                for each in conflict.readings
            ],
        )
        for conflict in conflicts
    ]
