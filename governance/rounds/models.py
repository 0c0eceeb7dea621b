"""One letter to several councils at once: what all of them say is written here, and every council gets a briefing of
its own.

`carrying.py` brings the common words into the letters.
"""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse

from governance.bodies.models import Body
from governance.briefings.kinds import STRUCTURES, BriefingKind
from governance.briefings.models import Briefing
from governance.briefings.structure import Structure
from governance.rounds.guards import chapters_of_round_stay, words_of_round_stay
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.periods import in_order
from zorgzaam.publicity import WooCategory
from zorgzaam.richfields import RichTextField
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment, sensible

KINDS = (BriefingKind.COUNCIL_LETTER, BriefingKind.MEMO)


class OfRound(models.QuerySet):  # type: ignore[type-arg]
    """Rows of a round."""

    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau writes rounds. Others read the letters, each by itself."""
        return self if standing_of(user).is_bureau else self.none()


@track()
class BriefingRound(Versioned):
    """The words all letters have in common, and what they have in their header alike."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        "soort", max_length=20, choices=[(kind.value, kind.label) for kind in KINDS], default=KINDS[0]
    )
    subject = models.CharField("onderwerp", max_length=200)
    period_from = models.DateField("periode van", null=True, blank=True, validators=[sensible])
    period_until = models.DateField("periode tot en met", null=True, blank=True, validators=[sensible])
    dated_on = models.DateField(
        "datum", null=True, blank=True, validators=[sensible], help_text="De datum op de brieven."
    )
    embargo_until = models.DateTimeField(
        "embargo tot", null=True, blank=True, validators=[sensible],
        help_text="Tot dat moment leest alleen wie eraan werkt de brieven.",
    )  # fmt: skip
    woo_category = models.CharField(
        "informatiecategorie (Woo)", max_length=12, choices=WooCategory.choices, blank=True
    )
    core = RichTextField("inleiding", blank=True)
    # Only a memo has one.
    objective = models.CharField("beleidsreferentie", max_length=400, blank=True)
    follow_up = RichTextField("vervolgstappen", blank=True)
    author = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="begonnen door", editable=False
    )
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)

    objects = OfRound.as_manager()

    class Meta:
        verbose_name = "rondzending"
        verbose_name_plural = "rondzendingen"
        ordering = ["-created_at"]
        constraints = [
            sane_moment("embargo_until"),
            in_order("round_period_in_order", "period_from", "period_until"),
        ]
        triggers = [version_trigger(), words_of_round_stay()]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.pk])

    @property
    def structure(self) -> Structure:
        return STRUCTURES[self.kind]


@track()
class RoundChapter(Versioned):
    """A chapter every letter has."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        BriefingRound, models.CASCADE, related_name="chapters", verbose_name="rondzending"
    )
    position = models.PositiveSmallIntegerField("volgorde", editable=False)
    heading = models.CharField("kop", max_length=160)
    text = RichTextField("tekst")

    objects = OfRound.as_manager()

    class Meta:
        verbose_name = "gezamenlijk hoofdstuk"
        verbose_name_plural = "gezamenlijke hoofdstukken"
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "position"],
                name="round_chapter_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]
        triggers = [version_trigger(ignoring=("position",)), *chapters_of_round_stay()]

    def __str__(self) -> str:
        return self.heading

    def siblings(self) -> "QuerySet[RoundChapter]":
        """The chapters it is ordered among."""
        return RoundChapter.objects.filter(round=self.round_id)


@track()
class RoundLetter(models.Model):
    """The letter of one council; a council gets one."""

    briefing = models.OneToOneField(
        Briefing, models.PROTECT, primary_key=True, related_name="in_round", verbose_name="brief"
    )
    round = models.ForeignKey(
        BriefingRound, models.PROTECT, related_name="letters", verbose_name="rondzending"
    )
    council = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="raad")

    objects = OfRound.as_manager()

    class Meta:
        verbose_name = "brief van een rondzending"
        verbose_name_plural = "brieven van rondzendingen"
        constraints = [
            models.UniqueConstraint(
                "round",
                "council",
                name="round_letter_per_council",
                violation_error_message="Deze raad krijgt al een brief.",
            )
        ]

    def __str__(self) -> str:
        return str(self.council_id)


@track()
class CarriedPart(models.Model):
    """What a letter has of the common words: where it stands there, and the SHA-256 of it as it was brought in.

    `key` is the name of a field of the round, or the id of a chapter. A letter whose words have another SHA-256 has
    words of its own there.
    """

    id = models.BigAutoField(primary_key=True)
    letter = models.ForeignKey(RoundLetter, models.CASCADE, related_name="carried", verbose_name="brief")
    key = models.CharField("deel", max_length=40)
    section = models.UUIDField("hoofdstuk in de brief", null=True)
    block = models.UUIDField("blok in de brief", null=True)
    taken_sha256 = models.CharField("hash van wat is overgenomen", max_length=64)

    objects = OfRound.as_manager()

    class Meta:
        verbose_name = "overgenomen tekst"
        verbose_name_plural = "overgenomen teksten"
        constraints = [models.UniqueConstraint("letter", "key", name="carried_part_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.key}"


def rounds_of(user: Reader) -> "QuerySet[Any]":
    """The rounds this reader works on, newest first, with how many letters each has."""
    found: QuerySet[Any] = BriefingRound.objects.visible_to(user).annotate(amount=models.Count("letters"))
    return found
