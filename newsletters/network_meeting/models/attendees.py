"""The people an answer announces, whether there is a seat for them, and what they need that day.

What they eat and what helps them to take part lie apart: only the netwerkbureau reads it, and it is erased soon after.
"""

import re
import uuid
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsletters.network_meeting.models.fitting import seats_hold
from newsletters.network_meeting.models.invitees import Invitee
from newsletters.network_meeting.models.meetings import NetworkMeeting
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader, standing_of
from zorgzaam.years import sane_moment

# "Ada Zorg (Buurtzaam)": who is brought along may come for another organisation.
_OWN = re.compile(r"\s*\(([^()]+)\)\s*$")


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()

    def seated(self) -> Self:
        return self.filter(seated_at__isnull=False)

    def waiting(self) -> Self:
        """On the waiting list, who asked first on top."""
        return self.filter(seated_at__isnull=True).in_turn()

    def in_turn(self) -> Self:
        """Who asked first on top; people of one answer in the order they were written."""
        return self.order_by("asked_at", "invitee_id", "position", "pk")


@track(exclude=["name"])
class Attendee(models.Model):
    """One person who comes. The first of an answer is who was asked, unless they send somebody else. Without
    `seated_at` they are on the waiting list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_meeting = models.ForeignKey(
        NetworkMeeting, models.PROTECT, related_name="attendees", verbose_name="netwerkbijeenkomst"
    )
    invitee = models.ForeignKey(Invitee, models.PROTECT, related_name="attendees", verbose_name="genodigde")
    position = models.PositiveSmallIntegerField("hoeveelste")
    name = models.CharField("naam", max_length=120)
    asked_at = models.DateTimeField("aangemeld op", default=timezone.now)
    seated_at = models.DateTimeField("heeft een plaats sinds", null=True, blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["asked_at", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitee", "position"], name="network_attendee_once", deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Deze persoon staat er al.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="network_attendee_has_a_name",
                violation_error_message="Schrijf de naam op van wie er komt.",
            ),
            sane_moment("asked_at"),
            sane_moment("seated_at"),
        ]  # fmt: skip
        triggers = [
            seats_hold(),
            pgtrigger.Protect(
                name="of_one_invitee",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("invitee", "network_meeting"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_a_seat(self) -> bool:
        return self.seated_at is not None

    @property
    def called(self) -> str:
        """The name without the organisation that may stand behind it."""
        return _OWN.sub("", self.name) or self.name

    @property
    def speaks_for(self) -> str:
        """The organisation that stands between brackets behind the name, else those of who was asked; "" for none."""
        own = _OWN.search(self.name)
        return own[1].strip() if own else self.invitee.speaks_for


class Diet(models.TextChoices):
    VEGETARIAN = "vegetarisch", "Vegetarisch"
    VEGAN = "veganistisch", "Veganistisch"
    HALAL = "halal", "Halal"
    KOSHER = "koosjer", "Koosjer"
    GLUTEN = "glutenvrij", "Glutenvrij"
    LACTOSE = "lactosevrij", "Lactosevrij"
    NUTS = "notenvrij", "Zonder noten"


class AttendeeNeedsQuerySet(models.QuerySet["AttendeeNeeds"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()


class AttendeeNeeds(models.Model):
    """What one person eats, and what helps them to take part."""

    id = models.BigAutoField(primary_key=True)
    attendee = models.OneToOneField(Attendee, models.CASCADE, related_name="needs", verbose_name="deelnemer")
    diets = ArrayField(
        models.CharField(max_length=12, choices=Diet.choices), verbose_name="dieet", default=list, blank=True
    )
    dietary_needs = models.CharField("ander dieet of allergie", max_length=200, blank=True)
    access_needs = models.CharField("wat helpt om mee te doen", max_length=300, blank=True)

    objects = AttendeeNeedsQuerySet.as_manager()

    class Meta:
        verbose_name = "wensen van een deelnemer"
        verbose_name_plural = "wensen van deelnemers"
        constraints = [
            models.CheckConstraint(
                condition=~Q(diets=[]) | ~Q(dietary_needs="") | ~Q(access_needs=""),
                name="network_needs_say_something",
            )
        ]

    def __str__(self) -> str:
        return f"wensen {self.pk}"

    @property
    def diet_words(self) -> list[str]:
        """What the kitchen has to know."""
        words = [str(Diet(each).label) for each in self.diets]
        return [*words, self.dietary_needs] if self.dietary_needs else words
