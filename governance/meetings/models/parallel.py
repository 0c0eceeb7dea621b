"""Parallel sessions: an item that is held in several rooms at once, in one round or as a carousel.

When each session is held follows from the agenda and is written by the database (`during`), so that a room or a person
that would be needed twice at one time is refused whatever changed: this item, one before it, or the meeting.
"""

import uuid
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Trim

from governance.meetings.models.items import AgendaItem
from governance.meetings.models.reckoning import reckoned_anew
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.versions import Versioned, version_trigger

MOST_SESSIONS = 12
ROOM_TAKEN = "Een zaal is op die tijd al in gebruik voor een andere sessie."
CLASHES = ("parallel_room_once", "parallel_host_once")
HOST_ELSEWHERE = "Iemand die een sessie leidt, is op die tijd al ergens anders nodig."


def never_twice(what: str, name: str, message: str) -> ExclusionConstraint:
    """One room or person is in one session at a time. Looked at after a whole statement: an agenda shifts at once."""
    return ExclusionConstraint(
        name=name,
        expressions=[(what, RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
        condition=Q(**{"during__isnull": False, f"{what}__isnull": False}),
        deferrable=models.Deferrable.IMMEDIATE,
        violation_error_message=message,
    )


def tidy(words: str) -> str:
    """With one space wherever there was white space, and none around it."""
    return " ".join(words.split())


def _squeezed(field: str) -> Func:
    """What `tidy` makes of a column, in the database."""
    return Func(F(field), Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace")


class RoomQuerySet(models.QuerySet["Room"]):
    def alike(self, name: str, place: str) -> Self:
        """The same name in the same building, whatever the capitals and the white space. The database makes both sides
        small, for its constraint does too, and Python knows other small letters."""
        both = {"a_name": Lower(Value(tidy(name))), "a_place": Lower(Value(tidy(place)))}
        said = {f"a_{field}": Lower(Trim(_squeezed(field))) for field in ("name", "place")}
        return self.annotate(**said).filter(**both)


@track()
class Room(models.Model):
    """A room in a building: "Kamer Lelystad O0.02". `place` is what a meeting calls the building."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.CharField("gebouw", max_length=200, blank=True)
    name = models.CharField("zaal", max_length=120)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = "zaal"
        verbose_name_plural = "zalen"
        ordering = ["place", "name"]
        constraints = [
            models.UniqueConstraint(
                Lower("place"),
                Lower("name"),
                name="room_once",
                violation_error_message="Deze zaal staat er al.",
            ),
            # With the one above: no second spelling of a room, so the guards below see one room.
            models.CheckConstraint(
                condition=Q(name=Trim(_squeezed("name")), place=Trim(_squeezed("place"))),
                name="room_written_tidily",
                violation_error_message="Schrijf de zaal met één spatie tussen de woorden.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """However it was typed: a room is written in one way."""
        self.name, self.place = tidy(self.name), tidy(self.place)
        super().save(*args, **kwargs)


@track()
class ParallelPart(Versioned):
    """How an item is held in several rooms. `round_minutes` is the length of a round with the changeover in it; in a
    carousel every group visits every room, so there are as many rounds as rooms."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.OneToOneField(
        AgendaItem, models.CASCADE, related_name="parallel", verbose_name="agendapunt", editable=False
    )
    rotates = models.BooleanField("groepen wisselen van zaal", default=True)
    round_minutes = models.PositiveSmallIntegerField(
        "minuten per ronde, wisselen meegerekend",
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    changeover_minutes = models.PositiveSmallIntegerField(
        "waarvan minuten om te wisselen", default=0, validators=[MaxValueValidator(600)]
    )

    # Sessions are rows of their own: this makes writing them an edit of the part, so that nobody's list is lost.
    written_at = models.DateTimeField("opgeschreven op", auto_now=True, editable=False)

    class Meta:
        verbose_name = "indeling in deelsessies"
        verbose_name_plural = "indelingen in deelsessies"
        constraints = [
            models.CheckConstraint(
                condition=Q(round_minutes__range=(1, 600)),
                name="parallel_round_has_minutes",
                violation_error_message="Een ronde duurt 1 tot 600 minuten.",
            ),
            models.CheckConstraint(
                condition=Q(changeover_minutes__lt=F("round_minutes")),
                name="parallel_changeover_within_round",
                violation_error_message="Wisselen duurt korter dan de ronde zelf.",
            ),
        ]
        triggers = [
            version_trigger(),
            reckoned_anew("reckon_part", pgtrigger.UpdateOf("round_minutes", "rotates"), "p.id = NEW.id"),  # type: ignore[no-untyped-call]
        ]

    def __str__(self) -> str:
        return f"Deelsessies bij {self.item}"


class ParallelSessionQuerySet(models.QuerySet["ParallelSession"]):
    def shown(self) -> Self:
        """In their order, with what a line of them shows."""
        return self.select_related("room", "host").order_by("position")


@track(exclude=["during"])
class ParallelSession(models.Model):
    """One session in one room, led by somebody. `during` is when, written by the database; None while the item stands
    on no agenda, or its meeting does not take place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey(
        ParallelPart, models.CASCADE, related_name="sessions", verbose_name="indeling", editable=False
    )
    position = models.PositiveSmallIntegerField("plaats", editable=False)
    title = models.CharField("waar gaat deze sessie over", max_length=200)
    organiser = models.CharField("wie verzorgt de sessie", max_length=150, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", verbose_name="zaal")
    host = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie leidt de sessie"
    )
    during = DateTimeRangeField("wanneer", null=True, blank=True, editable=False)

    objects = ParallelSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "deelsessie"
        verbose_name_plural = "deelsessies"
        ordering = ["part", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "position"],
                name="parallel_place_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een sessie.",
            ),
            never_twice("room", "parallel_room_once", ROOM_TAKEN),
            never_twice("host", "parallel_host_once", HOST_ELSEWHERE),
        ]
        triggers = [
            reckoned_anew(
                "reckon_sessions",
                pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("part_id"),  # type: ignore[no-untyped-call]
                "p.id IN (NEW.part_id, OLD.part_id)",
            ),
        ]

    def __str__(self) -> str:
        return self.title
