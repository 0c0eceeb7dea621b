"""Slides somebody wrote, beside those made from the records: a heading and a few points."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from governance.council.sessions.models.programme import ProgrammeItem, WithinSessionQuerySet
from governance.council.sessions.models.sessions import CouncilSession
from zorgzaam.audit.history import track
from zorgzaam.versions import Versioned, version_trigger

# What is read from the back of a room.
MOST_POINTS = 7
TOO_MANY = f"Op een dia passen hoogstens {MOST_POINTS} punten. Maak er twee dia's van."


class SlideQuerySet(WithinSessionQuerySet):
    """With its session."""


@track()
class SessionSlide(Versioned):
    """`points` are one a line. It is shown at `item` of the programme, or before all parts without one."""

    unversioned = ("position",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        CouncilSession, models.PROTECT, related_name="slides", verbose_name="sessie", editable=False
    )
    item = models.ForeignKey(
        ProgrammeItem, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="onderdeel",
        help_text="De dia komt bij dit onderdeel, in de volgorde van het programma.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("plaats", editable=False)
    title = models.CharField("kop", max_length=120)
    points = models.TextField("punten", help_text=f"Eén punt per regel, hoogstens {MOST_POINTS}.")

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)
