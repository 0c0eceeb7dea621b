"""What calendars were told: one row per mail about an invitation, with the number iCalendar asks for."""

import datetime
import uuid

from django.db import models

from governance.attendance.models.invitations import Invitation
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is


class Method(models.TextChoices):
    """Of iTIP (RFC 5546, 3.2.2 and 3.2.5)."""

    REQUEST = "REQUEST", "Uitnodiging"
    CANCEL = "CANCEL", "Afzegging"


@track()
class CalendarLetter(models.Model):
    """A consequence of an invitation and the facts of its meeting. The next one has the next sequence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, related_name="letters", verbose_name="uitnodiging"
    )
    sequence = models.PositiveSmallIntegerField("volgnummer")
    method = models.CharField("wat", max_length=7, choices=Method.choices)
    title = models.CharField("titel", max_length=200)
    starts_at = models.DateTimeField("begint", editable=False)
    ends_at = models.DateTimeField("eindigt", null=True, editable=False)
    location = models.CharField("plaats", max_length=200, blank=True)
    # Which link of the invitation it carries: a renewed one is mailed too.
    link_number = models.PositiveSmallIntegerField(default=1)
    written_at = models.DateTimeField("geschreven op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht voor een agenda"
        verbose_name_plural = "berichten voor agenda's"
        ordering = ["invitation", "sequence"]
        constraints = [models.UniqueConstraint("invitation", "sequence", name="calendar_letter_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.method} {self.sequence} van {self.invitation_id}"

    @property
    def facts(self) -> tuple[str, datetime.datetime, datetime.datetime | None, str]:
        """What a calendar shows."""
        return (self.title, self.starts_at, self.ends_at, self.location)
