"""Slides somebody wrote, beside those made from the records: a heading, a few points and perhaps a picture."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from governance.council.facts.models import FactKind
from governance.council.sessions.models.programme import ProgrammeItem, WithinSessionQuerySet
from governance.council.sessions.models.sessions import CouncilSession
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.versions import Versioned, version_trigger

# What is read from the back of a room.
MOST_POINTS = 7
TOO_MANY = f"Op een dia passen hoogstens {MOST_POINTS} punten. Maak er twee dia's van."
NO_WORDS = "Beschrijf het beeld in woorden, voor wie het niet ziet."


class SlidePlace(models.TextChoices):
    """The parts of a presentation (domain.md 15.5); beside these the kind of a fact: before the slides about those."""

    GENERAL = "algemeen", "Deel 1, als laatste"
    BACKGROUND = "achtergrond", "Deel 2, als laatste"
    SUMMARY = "samenvatting", "Samenvatting"


PLACES = [
    *SlidePlace.choices,
    *((kind.value, f"Vóór de feiten: {kind.label[:1].lower()}{kind.label[1:]}") for kind in FactKind),
]


class SlideQuerySet(WithinSessionQuerySet):
    """With its session."""


@track(exclude=["picture_name"])
class SessionSlide(Versioned):
    """`points` are one a line. It is shown at `item` of the programme, or without one at its `place` before all that.

    `picture_words` say what is to be seen, for who does not see the picture.
    """

    unversioned = ("position",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        CouncilSession, models.PROTECT, related_name="slides", verbose_name="sessie", editable=False
    )
    item = models.ForeignKey(
        ProgrammeItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="onderdeel",
        help_text="De dia komt bij dit onderdeel, in de volgorde van het programma.",
    )  # fmt: skip
    place = models.CharField(
        "plaats in de presentatie", max_length=16, choices=PLACES, default=SlidePlace.GENERAL,
        help_text="Telt alleen als je hierboven geen onderdeel kiest.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("plaats", editable=False)
    title = models.CharField("kop", max_length=120)
    points = models.TextField("punten", help_text=f"Eén punt per regel, hoogstens {MOST_POINTS}.")
    picture = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beeld",
        editable=False,
    )
    picture_name = models.CharField("naam van het beeld", max_length=200, blank=True, editable=False)
    picture_words = models.CharField(
        "wat er op het beeld staat", max_length=300, blank=True, help_text="Voor wie het beeld niet ziet."
    )

    objects = SlideQuerySet.as_manager()

    class Meta:
        verbose_name = "dia"
        verbose_name_plural = "dia's"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(points=""), name="session_slide_says_something",
                violation_error_message="Schrijf een kop en ten minste één punt.",
            ),
            models.CheckConstraint(
                condition=Q(points__regex=rf"^([^\n]+\n){{0,{MOST_POINTS - 1}}}[^\n]+$"),
                name="session_slide_fits", violation_error_message=TOO_MANY,
            ),
            models.CheckConstraint(
                condition=Q(picture=None) | ~Q(picture_words="") & ~Q(picture_name=""),
                name="session_slide_picture_in_words", violation_error_message=NO_WORDS,
            ),
            models.UniqueConstraint(
                fields=["session", "position"], name="session_slide_place_once", deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een dia.",
            ),
        ]  # fmt: skip
        triggers = [
            version_trigger(ignoring=("position",)),
            pgtrigger.ReadOnly(name="stays_in_its_session", fields=["session"]),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Points without empty lines, so that a line counts as a point."""
        self.points = "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.points.splitlines() if line.strip()]

    @property
    def shows_picture(self) -> bool:
        """Whether there is one, and it was found to be clean."""
        return self.picture is not None and self.picture.is_readable

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)
