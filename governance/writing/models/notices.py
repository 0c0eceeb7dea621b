"""Facts the mail about a text hangs on: that it went back, and of what people were told."""

import uuid

from django.db import models
from django.utils import timezone

from governance.bodies.models import Body
from governance.writing.models.texts import HandIn
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


@track()
class HandInReturn(models.Model):
    """The programmateam sent this version back to the team, with its remarks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_in = models.OneToOneField(HandIn, models.PROTECT, related_name="returned", verbose_name="versie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "teruggekoppelde versie"
        verbose_name_plural = "teruggekoppelde versies"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.hand_in} teruggekoppeld"


class Told(models.TextChoices):
    """What people are written to about, of one version."""

    HANDED_IN = "ingediend", "Ingediend"
    RETURNED = "teruggekoppeld", "Teruggekoppeld"
    AGREED = "akkoord", "Akkoord"


@track()
class WritingNotice(models.Model):
    """The people of a team were told that this happened to a version; once. Another programmateam is told anew.

    `body` is empty where the team was not written down yet: that counts for whichever team there is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hand_in = models.ForeignKey(HandIn, models.PROTECT, related_name="notices", verbose_name="versie")
    about = models.CharField("waarover", max_length=14, choices=Told.choices)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="aan"
    )
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht over een versie"
        verbose_name_plural = "berichten over versies"
        constraints = [models.UniqueConstraint("hand_in", "about", "body", name="writing_told_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.get_about_display()}: {self.told}"
