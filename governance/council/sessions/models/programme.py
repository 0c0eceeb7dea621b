"""The programme of a session: parts with everybody, and one part in breakouts, each in a room of its own."""

import uuid
from typing import Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q

from governance.council.sessions.models.fitting import fits
from governance.council.sessions.models.sessions import CouncilSession
from governance.meetings.models import Room
from governance.meetings.models.parallel import MOST_SESSIONS
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger


class ItemKind(models.TextChoices):
    PLENARY = "plenair", "Met zijn allen"
    BREAKOUTS = "deelsessies", "In deelsessies"


class WithinSessionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """What belongs to a session is read with it."""

    path = "session"

    def visible_to(self, user: Reader) -> Self:
        sessions = CouncilSession.objects.visible_to(user).order_by()
        return self.filter(**{f"{self.path}__in": sessions.values("pk")})


class ProgrammeItemQuerySet(WithinSessionQuerySet):
    pass


class BreakoutQuerySet(WithinSessionQuerySet):
    path = "item__session"

    def shown(self) -> Self:
        """In their order, with what a line shows."""
        return self.select_related("room", "organiser").order_by("position")


class _Hours(Func):
    """The hours of a part as a range, so that two can be compared; the day is any day."""

    template = "TSRANGE(DATE '2000-01-01' + %(expressions)s)"
    arg_joiner = ", DATE '2000-01-01' + "


@track()
class ProgrammeItem(Versioned):
    """`round_minutes` has the changeover in it. With `rotates` every group visits every breakout, so there are as many
    rounds as breakouts; without it one stays where one is. `parts` is how a breakout goes, one line each (R33)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        CouncilSession, models.PROTECT, related_name="programme", verbose_name="sessie", editable=False
    )
    title = models.CharField("onderdeel", max_length=200)
    kind = models.CharField("vorm", max_length=12, choices=ItemKind.choices, default=ItemKind.PLENARY)
    begins = models.TimeField("begint om")
    ends = models.TimeField("eindigt om")
    rotates = models.BooleanField(
        "groepen wisselen van zaal", default=True, help_text="Aan: een carrousel, elke groep komt in elke zaal."
    )  # fmt: skip
    round_minutes = models.PositiveSmallIntegerField(
        "minuten per ronde", default=20, validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text="Het wisselen van zaal telt mee.",
    )  # fmt: skip
    group_size = models.PositiveSmallIntegerField(
        "mensen per groep", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text="Hoogstens. Laat leeg als het niet uitmaakt.",
    )  # fmt: skip
    parts = models.TextField(
        "hoe een deelsessie gaat", blank=True, help_text="Eén gedeelte per regel, in de volgorde waarin het gaat."
    )  # fmt: skip

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        ordering = ["begins", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="programme_item_has_a_title",
                violation_error_message="Schrijf op wat er dan gebeurt.",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="programme_item_ends_after_it_begins",
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=Q(round_minutes__range=(1, 600)), name="programme_round_has_minutes",
                violation_error_message="Een ronde duurt 1 tot 600 minuten.",
            ),
            models.CheckConstraint(
                condition=Q(group_size__isnull=True) | Q(group_size__gte=1), name="programme_group_has_people",
                violation_error_message="In een groep past ten minste één mens.",
            ),
            models.UniqueConstraint(
                "session", condition=Q(kind=ItemKind.BREAKOUTS), name="programme_breakouts_once",
                violation_error_message="Een sessie gaat één keer in deelsessies uiteen.",
            ),
            ExclusionConstraint(
                name="programme_items_in_turn",
                expressions=[("session", RangeOperators.EQUAL), (_Hours("begins", "ends"), RangeOperators.OVERLAPS)],
                violation_error_message="Op die tijd staat al een ander onderdeel.",
            ),
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            fits(
                "item_fits",
                pgtrigger.Insert | pgtrigger.UpdateOf("begins", "ends", "kind", "round_minutes", "rotates"),  # type: ignore[no-untyped-call]
                "i.id = NEW.id",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def in_breakouts(self) -> bool:
        return self.kind == ItemKind.BREAKOUTS

    @property
    def steps(self) -> list[str]:
        """The parts of a breakout."""
        return [line.strip() for line in self.parts.splitlines() if line.strip()]


@track()
class SessionBreakout(Versioned):
    """One breakout: a subject, who looks after it, and its room with the number on the door."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(
        ProgrammeItem, models.CASCADE, related_name="breakouts", verbose_name="onderdeel", editable=False
    )
    position = models.PositiveSmallIntegerField("plaats", editable=False)
    topic = models.CharField("onderwerp", max_length=200)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie",
        help_text="Wie deze deelsessie verzorgt.",
    )  # fmt: skip
    organiser_text = models.CharField(
        "of in woorden", max_length=150, blank=True,
        help_text="Als het geen organisatie uit de lijst is, of meer dan één.",
    )  # fmt: skip
    room = models.ForeignKey(Room, models.PROTECT, related_name="+", verbose_name="zaal")
    room_code = models.CharField("nummer van de zaal", max_length=30, blank=True)

    objects = BreakoutQuerySet.as_manager()

    class Meta:
        verbose_name = "deelsessie"
        verbose_name_plural = "deelsessies"
        ordering = ["item", "position"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(topic=""), name="session_breakout_has_a_topic",
                violation_error_message="Schrijf op waar deze deelsessie over gaat.",
            ),
            models.CheckConstraint(
                condition=Q(organiser__isnull=True) | Q(organiser_text=""), name="session_breakout_one_organiser",
                violation_error_message="Kies een organisatie, of schrijf het in woorden; niet allebei.",
            ),
            models.CheckConstraint(
                condition=Q(position__range=(1, MOST_SESSIONS)), name="session_breakout_not_too_many",
                violation_error_message=f"Er passen hoogstens {MOST_SESSIONS} deelsessies naast elkaar.",
            ),
            models.UniqueConstraint(
                fields=["item", "position"], name="session_breakout_place_once", deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een deelsessie.",
            ),
            models.UniqueConstraint(
                "item", "room", name="session_breakout_room_once",
                violation_error_message="In deze zaal is al een andere deelsessie.",
            ),
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            fits("breakouts_fit", pgtrigger.Insert, "i.id = NEW.item_id"),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def by(self) -> str:
        """Who looks after it; "" when nobody is named."""
        return self.organiser.name if self.organiser else self.organiser_text

    @property
    def where(self) -> str:
        """ "Kamer Lelystad (O0.02)"."""
        return f"{self.room.name} ({self.room_code})" if self.room_code else self.room.name
