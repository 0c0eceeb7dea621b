"""The broad network meeting: a governance Meeting of the yearly body, with what asking the whole circle needs."""

import datetime
import uuid
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import BodyKind
from governance.meetings.models import Meeting, MeetingStatus
from governance.meetings.models.meetings import still_to_come
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sane_moment, sensible

MOST_ROUNDS = 6
# What the house itself writes beside an edit.
UNVERSIONED = ("timetabled_at", "planned_for")


class NetworkMeetingQuerySet(models.QuerySet["NetworkMeeting"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau, which asks people; everybody else as far as they read the meeting itself."""
        if standing_of(user).is_bureau:
            return self
        return self.filter(meeting__in=Meeting.objects.visible_to(user).order_by().values("pk"))

    def coming(self) -> Self:
        """Not over yet, the first one first; also those that are called off."""
        return self.filter(still_to_come("meeting__starts_at", "meeting__ends_at", "meeting__"))

    def shown(self) -> Self:
        """With what every page of it says, the newest first."""
        return self.select_related("meeting__body").order_by("-meeting__starts_at", "pk")


@track()
class NetworkMeeting(Versioned):
    """`seats`: how many people fit (None: no limit). `rounds`: how often people change rooms, so how many breakouts one
    person visits. `timetabled_at`: since then everybody has a round for each of their breakouts. `planned_for`:
    the day around which mail and `reply_by` were planned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, related_name="network_meeting", verbose_name="vergadering", editable=False
    )
    about = models.TextField(
        "waar het over gaat", blank=True, help_text="Staat in de uitnodiging en op de pagina met het programma."
    )  # fmt: skip
    reply_by = models.DateField(
        "antwoord voor", null=True, blank=True, validators=[sensible],
        help_text="De laatste dag waarop u een antwoord verwacht. Antwoorden blijft mogelijk tot het begint.",
    )  # fmt: skip
    seats = models.PositiveSmallIntegerField(
        "plaatsen", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5000)],
        help_text="Hoeveel mensen er passen. Wie later komt, staat op de wachtlijst. Leeg: geen grens.",
    )  # fmt: skip
    rounds = models.PositiveSmallIntegerField(
        "rondes", default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_ROUNDS)],
        help_text="Hoe vaak mensen naar een deelsessie gaan. Bij 1 blijft iedereen in één zaal.",
    )  # fmt: skip
    timetabled_at = models.DateTimeField("ingedeeld op", null=True, blank=True, editable=False)
    planned_for = models.DateField("mail gepland rond", null=True, blank=True, editable=False)
    report = models.TextField("verslag", blank=True)
    reported_at = models.DateTimeField("verslag openbaar sinds", null=True, blank=True, editable=False)

    objects = NetworkMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "netwerkbijeenkomst"
        verbose_name_plural = "netwerkbijeenkomsten"
        ordering = ["-meeting__starts_at"]
        constraints = [
            sane_moment("timetabled_at"),
            sane_moment("reported_at"),
            models.CheckConstraint(
                condition=Q(reply_by__isnull=True) | day_within("reply_by"), name="network_meeting_reply_by_sane",
                violation_error_message=FAR_OFF,
            ),
            models.CheckConstraint(condition=day_within("planned_for"), name="network_meeting_planned_for_sane"),
            models.CheckConstraint(
                condition=Q(rounds__range=(1, MOST_ROUNDS)), name="network_meeting_has_rounds",
                violation_error_message=f"Kies 1 tot en met {MOST_ROUNDS} rondes.",
            ),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(seats__gte=1), name="network_meeting_has_seats",
                violation_error_message="Er past ten minste één mens in de zaal.",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | ~Q(report=""), name="network_report_says_something",
                violation_error_message="Schrijf eerst het verslag.",
            ),
        ]  # fmt: skip
        triggers = [version_trigger(ignoring=UNVERSIONED)]

    def __str__(self) -> str:
        return self.meeting.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saving an edit never writes whether there is a timetable, nor around which day the mail is planned."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            left_alone = ("id", *UNVERSIONED)
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in left_alone]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The programme, for everybody who may read it."""
        return reverse("network_programme", args=[self.pk])

    @property
    def is_off(self) -> bool:
        """It does not take place."""
        return self.meeting.is_off or self.meeting.is_discarded

    @property
    def ends_at(self) -> datetime.datetime:
        """When it is over; three hours after its begin where no end is planned."""
        return self.meeting.ends_at or self.meeting.starts_at + datetime.timedelta(hours=3)

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def answer_by(self) -> datetime.date | None:
        """`reply_by` while it is not over: what a mail or a page may still ask."""
        return self.reply_by if self.reply_by and self.reply_by >= timezone.localdate() else None

    @property
    def takes_replies(self) -> bool:
        """People can still say whether they come."""
        return not (self.is_off or self.meeting.has_begun)


def of_the_circle() -> "models.QuerySet[Meeting]":
    """Meetings of the yearly body that take or took place, whoever wrote them down."""
    off = [MeetingStatus.CANCELLED, MeetingStatus.DROPPED, MeetingStatus.DISCARDED]
    return Meeting.objects.filter(body__kind=BodyKind.YEARLY_MEETING).exclude(status__in=off)
