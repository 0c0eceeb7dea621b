"""Waves of mail around a network meeting, and the fact that somebody got one: once each."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsletters.network_meeting.models.invitees import Invitee
from newsletters.network_meeting.models.meetings import NetworkMeeting
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment, sensible


class WaveKind(models.TextChoices):
    INVITATION = "uitnodiging", "Uitnodiging"
    REMINDER = "herinnering", "Herinnering"
    PRACTICAL = "praktisch", "Praktische informatie"
    AFTERWARDS = "terugblik", "Bedankt, en wat vond u ervan?"
    JOIN = "aansluiten", "Doe mee met het netwerk"


AFTER = (WaveKind.AFTERWARDS, WaveKind.JOIN)


class WaveQuerySet(models.QuerySet["Wave"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()

    def due(self) -> Self:
        """Set going by a person, not stopped, and its moment came."""
        return self.filter(started_at__isnull=False, stopped_at__isnull=True, goes_at__lte=timezone.now())


@track()
class Wave(Versioned):
    """Mail to everybody it is for, from `goes_at`, once a person set it going. `words` stand above what it says by
    itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_meeting = models.ForeignKey(
        NetworkMeeting,
        models.PROTECT,
        related_name="waves",
        verbose_name="netwerkbijeenkomst",
        editable=False,
    )
    kind = models.CharField("wat", max_length=11, choices=WaveKind.choices, editable=False)
    goes_at = models.DateTimeField("gaat uit op", validators=[sensible])
    words = models.TextField("eigen woorden", blank=True, help_text="Komen boven in de mail.")
    started_at = models.DateTimeField("aangezet op", null=True, blank=True, editable=False)
    started_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="aangezet door",
        editable=False,
    )  # fmt: skip
    stopped_at = models.DateTimeField("gestopt op", null=True, blank=True, editable=False)

    objects = WaveQuerySet.as_manager()

    class Meta:
        verbose_name = "ronde mail"
        verbose_name_plural = "rondes mail"
        ordering = ["network_meeting", "goes_at"]
        constraints = [
            *(sane_moment(name) for name in ("goes_at", "started_at", "stopped_at")),
            models.UniqueConstraint(
                "network_meeting", "kind", condition=~Q(kind=WaveKind.REMINDER), name="network_wave_once",
                violation_error_message="Deze mail staat al klaar.",
            ),
            models.UniqueConstraint(
                "network_meeting", "goes_at", condition=Q(kind=WaveKind.REMINDER), name="network_reminder_at_a_time",
                violation_error_message="Op dat moment gaat al een herinnering uit.",
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True, started_by__isnull=True)
                | Q(started_at__isnull=False, started_by__isnull=False),
                name="network_wave_started_by_somebody",
            ),
        ]  # fmt: skip
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_reminder(self) -> bool:
        return self.kind == WaveKind.REMINDER

    @property
    def is_after(self) -> bool:
        """Goes once the meeting is over."""
        return self.kind in AFTER

    @property
    def state(self) -> str:
        """In one word for a list."""
        if self.stopped_at:
            return "gestopt"
        if not self.started_at:
            return "concept"
        return "loopt" if self.goes_at <= timezone.now() else "gepland"


class WaveLetterQuerySet(models.QuerySet["WaveLetter"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()


@track()
class WaveLetter(models.Model):
    """Somebody got a wave: written in the transaction that puts their mail in the book."""

    id = models.BigAutoField(primary_key=True)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="letters", verbose_name="ronde mail")
    invitee = models.ForeignKey(Invitee, models.PROTECT, related_name="letters", verbose_name="genodigde")
    written_at = models.DateTimeField("geschreven op", default=timezone.now)

    objects = WaveLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "brief van een ronde"
        verbose_name_plural = "brieven van een ronde"
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint("wave", "invitee", name="network_letter_once"),
            sane_moment("written_at"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.wave_id} aan {self.invitee_id}"
