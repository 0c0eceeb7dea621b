"""Breakouts of a network meeting, which of them people would like, and where they have a place."""

import uuid
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from newsletters.network_meeting.models.attendees import Attendee
from newsletters.network_meeting.models.fitting import breakouts_hold
from newsletters.network_meeting.models.meetings import MOST_ROUNDS, NetworkMeeting
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment

MOST_BREAKOUTS = 20
# The rank of what somebody did not choose: the netwerkbureau or the timetable put them there.
NOT_CHOSEN = 99


class NetworkBreakoutQuerySet(models.QuerySet["NetworkBreakout"]):
    def visible_to(self, user: Reader) -> Self:
        """Read with the programme they are in."""
        meetings = NetworkMeeting.objects.visible_to(user).order_by()
        return self.filter(network_meeting__in=meetings.values("pk"))


@track()
class NetworkBreakout(Versioned):
    """One subject in one room; it is given again in every round. `capacity` is per round (None: no limit)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_meeting = models.ForeignKey(
        NetworkMeeting, models.PROTECT, related_name="breakouts", verbose_name="netwerkbijeenkomst",
        editable=False,
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("plaats", editable=False)
    topic = models.CharField("onderwerp", max_length=200)
    about = models.TextField("waar het over gaat", blank=True)
    host = models.CharField("wie het verzorgt", max_length=150, blank=True)
    room = models.CharField("zaal", max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(
        "plaatsen per ronde", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text="Leeg: geen grens.",
    )  # fmt: skip

    objects = NetworkBreakoutQuerySet.as_manager()

    class Meta:
        verbose_name = "deelsessie van een netwerkbijeenkomst"
        verbose_name_plural = "deelsessies van een netwerkbijeenkomst"
        ordering = ["network_meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["network_meeting", "position"], name="network_breakout_place_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Op deze plaats staat al een deelsessie.",
            ),
            models.CheckConstraint(
                condition=Q(position__range=(1, MOST_BREAKOUTS)), name="network_breakouts_not_too_many",
                violation_error_message=f"Er passen hoogstens {MOST_BREAKOUTS} deelsessies naast elkaar.",
            ),
            models.CheckConstraint(
                condition=~Q(topic=""), name="network_breakout_has_a_topic",
                violation_error_message="Schrijf op waar deze deelsessie over gaat.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="network_breakout_has_room",
                violation_error_message="In een deelsessie past ten minste één mens.",
            ),
        ]  # fmt: skip
        triggers = [version_trigger(ignoring=("position",))]

    def __str__(self) -> str:
        return self.topic


class BreakoutChoiceQuerySet(models.QuerySet["BreakoutChoice"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()

    def placed(self) -> Self:
        return self.filter(placed_at__isnull=False)


@track()
class BreakoutChoice(models.Model):
    """A breakout somebody would like; `rank` 1 most of all, NOT_CHOSEN not at all. With `placed_at` there is a place,
    else they wait. `round` is set by the timetable; `pinned` when the netwerkbureau put them there: it stays."""

    id = models.BigAutoField(primary_key=True)
    attendee = models.ForeignKey(Attendee, models.CASCADE, related_name="choices", verbose_name="deelnemer")
    breakout = models.ForeignKey(
        NetworkBreakout, models.PROTECT, related_name="choices", verbose_name="deelsessie"
    )
    rank = models.PositiveSmallIntegerField("voorkeur")
    asked_at = models.DateTimeField("gekozen op")
    placed_at = models.DateTimeField("heeft een plaats sinds", null=True, blank=True)
    round = models.PositiveSmallIntegerField("ronde", null=True, blank=True)
    pinned = models.BooleanField("vastgezet", default=False)

    objects = BreakoutChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "keuze voor een deelsessie"
        verbose_name_plural = "keuzes voor deelsessies"
        ordering = ["attendee", "rank"]
        constraints = [
            models.UniqueConstraint(
                "attendee", "breakout", name="network_choice_once",
                violation_error_message="Deze deelsessie is al gekozen.",
            ),
            models.UniqueConstraint(
                fields=["attendee", "round"], name="network_one_room_at_a_time",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Deze persoon is in die ronde al ergens anders.",
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=True)
                | Q(round__range=(1, MOST_ROUNDS)) & Q(placed_at__isnull=False),
                name="network_round_of_who_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(pinned=False) | Q(placed_at__isnull=False), name="network_pinned_in_a_place"
            ),
            sane_moment("asked_at"),
            sane_moment("placed_at"),
        ]  # fmt: skip
        triggers = [breakouts_hold()]

    def __str__(self) -> str:
        return f"{self.rank}: {self.breakout_id}"

    @property
    def has_a_place(self) -> bool:
        return self.placed_at is not None
