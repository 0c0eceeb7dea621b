"""A published agenda that was called off or taken back: a fact with who, when and why, that mail follows from."""

import uuid

from django.db import models

from governance.meetings.models.meetings import Meeting, MeetingStatus
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person

STOPPED = (MeetingStatus.CANCELLED, MeetingStatus.WITHDRAWN, MeetingStatus.DROPPED)


@track()
class MeetingStop(models.Model):
    """One step that ended something readers knew of. A draft nobody read leaves none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="stops", verbose_name="vergadering")
    status = models.CharField(
        "werd", max_length=12, choices=[(status.value, status.label) for status in STOPPED]
    )
    reason = models.CharField("reden", max_length=300)
    happened_at = models.DateTimeField("gebeurd op", editable=False)
    stopped_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gedaan door"
    )
    without_mail = models.BooleanField("zonder mail", default=False)

    class Meta:
        verbose_name = "afzegging of intrekking"
        verbose_name_plural = "afzeggingen en intrekkingen"
        ordering = ["happened_at"]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.get_status_display()}"

    @property
    def is_off(self) -> bool:
        """The meeting itself does not take place; otherwise only its agenda was taken back."""
        return self.status != MeetingStatus.WITHDRAWN


@track()
class StopNotice(models.Model):
    """Readers were told of this: a consequence, so it sits outside the frozen row."""

    stop = models.OneToOneField(
        MeetingStop, models.PROTECT, primary_key=True, related_name="notice", verbose_name="afzegging"
    )
    told = models.PositiveIntegerField("aantal berichten")
    done_at = models.DateTimeField("gedaan op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een afzegging"
        verbose_name_plural = "berichten over afzeggingen"

    def __str__(self) -> str:
        return f"{self.told} berichten over {self.stop_id}"
