"""A meeting that goes on: where it is, and as facts with a moment what happened when."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from governance.attendance.models import Invitation
from governance.live.models.pulse import raises_the_pulse
from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class LiveMeetingQuerySet(models.QuerySet["LiveMeeting"]):
    def visible_to(self, user: Reader) -> Self:
        """Who sits in the body, and who is asked to this very meeting. Nobody else follows along."""
        standing = standing_of(user)
        asked = (
            Invitation.objects.asked().filter(person_id=standing.person_id) if standing.person_id else None
        )
        guest = Q(meeting__in=asked.values("meeting")) if asked is not None else Q(pk__in=[])
        return self.filter(Q(meeting__body_id__in=list(standing.bodies)) | guest)


class Opening(models.TextChoices):
    """How a meeting came to be opened."""

    ON_ITS_DAY = "dag", "Op de dag zelf"
    ANOTHER_DAY = "anders", "De vergadering is nu, op een andere dag dan gepland"
    AFTERWARDS = "achteraf", "De vergadering is geweest; ik schrijf op hoe het ging"


@track(exclude=["live_version"])
class LiveMeeting(models.Model):
    """`live_version` is the pulse: raised by the database whenever something at the table changes.

    Written down `AFTERWARDS`, its times are those of the meeting and not of the writing, and nobody follows along.
    """

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, primary_key=True, related_name="live", verbose_name="vergadering"
    )
    opened_at = models.DateTimeField("geopend op", default=timezone.now, editable=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="geopend door")
    opening = models.CharField(
        "hoe geopend", max_length=8, choices=Opening.choices, default=Opening.ON_ITS_DAY, editable=False
    )
    opening_reason = models.CharField(
        "waarom niet op de dag zelf", max_length=300, blank=True, editable=False
    )
    current = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="punt dat nu aan de orde is"
    )
    ended_at = models.DateTimeField("gesloten op", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gesloten door"
    )
    live_version = models.PositiveIntegerField("stand", default=1, editable=False)

    objects = LiveMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "lopende vergadering"
        verbose_name_plural = "lopende vergaderingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("opened_at"), ended_by__isnull=False),
                name="live_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(opening=Opening.ON_ITS_DAY, opening_reason="")
                | (~Q(opening=Opening.ON_ITS_DAY) & ~Q(opening_reason="")),
                name="live_on_another_day_says_why",
                violation_error_message="Schrijf op waarom je niet op de dag zelf begint.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="raise_own_pulse",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(exclude=["live_version"]),
                func="NEW.live_version = OLD.live_version + 1; RETURN NEW;",
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}, stand {self.live_version}"

    def get_absolute_url(self) -> str:
        return reverse("live", args=[self.meeting_id])

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    @property
    def is_afterwards(self) -> bool:
        return self.opening == Opening.AFTERWARDS

    @property
    def is_on_another_day(self) -> bool:
        return self.opening == Opening.ANOTHER_DAY


class SpanKind(models.TextChoices):
    ITEM = "punt", "Punt aan de orde"
    CLOSED = "besloten", "Besloten deel"
    ADJOURNED = "schorsing", "Geschorst"


@track()
class LiveSpan(models.Model):
    """From when to when: an item was dealt with, the doors were closed, or the meeting was adjourned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    live = models.ForeignKey(LiveMeeting, models.PROTECT, related_name="spans", verbose_name="vergadering")
    kind = models.CharField("wat", max_length=10, choices=SpanKind.choices)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, related_name="live_spans", verbose_name="agendapunt"
    )
    began_at = models.DateTimeField("begon", default=timezone.now, editable=False)
    began_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="begonnen door")
    ended_at = models.DateTimeField("eindigde", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="geëindigd door"
    )

    class Meta:
        verbose_name = "deel van een vergadering"
        verbose_name_plural = "delen van een vergadering"
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["live", "kind"],
                condition=Q(ended_at__isnull=True),
                name="one_span_of_a_kind_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(kind=SpanKind.ITEM, item__isnull=False)
                | (~Q(kind=SpanKind.ITEM) & Q(item__isnull=True)),
                name="span_of_an_item_names_it",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="span_ends_after_start",
            ),
        ]
        triggers = [
            raises_the_pulse("NEW.live_id"),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_once_ended",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} sinds {self.began_at}"

    def length(self, now: datetime.datetime) -> datetime.timedelta:
        """How long it took, or takes until `now`."""
        return (self.ended_at or now) - self.began_at
