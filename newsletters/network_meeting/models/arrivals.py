"""Who was there on the day of the network meeting: one row per person, whoever wrote it down and however often."""

from typing import Self

from django.db import models
from django.utils import timezone

from newsletters.network_meeting.models.attendees import Attendee
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.years import sane_moment


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()


@track()
class Arrival(models.Model):
    """Somebody came in. Taken back it is gone; history knows who did both."""

    attendee = models.OneToOneField(
        Attendee, models.PROTECT, primary_key=True, related_name="arrival", verbose_name="deelnemer"
    )
    at = models.DateTimeField("binnen sinds", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gemeld door")

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = "aankomst"
        verbose_name_plural = "aankomsten"
        ordering = ["at"]
        constraints = [sane_moment("at")]

    def __str__(self) -> str:
        return f"aankomst {self.pk}"
