"""That followers were told of a stand van zaken or an afdoening: once."""

import uuid

from django.db import models
from django.db.models import Q

from governance.council.handling.models import Settlement, StatusNote
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is


@track()
class PromiseTold(models.Model):
    """`recipients` is to how many people mail was put in the post office, 0 when nobody followed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.OneToOneField(StatusNote, models.PROTECT, null=True, related_name="told")
    settlement = models.OneToOneField(Settlement, models.PROTECT, null=True, related_name="told")
    recipients = models.PositiveIntegerField("aantal")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een toezegging of motie"
        verbose_name_plural = "berichten over toezeggingen en moties"
        constraints = [
            models.CheckConstraint(
                condition=Q(note__isnull=False, settlement__isnull=True)
                | Q(note__isnull=True, settlement__isnull=False),
                name="promise_told_of_one_thing",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.note or self.settlement)
