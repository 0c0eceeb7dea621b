"""Files somebody sent for a meeting and did not yet put with an item: nothing sent is lost, nothing counts twice."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from governance.meetings.models.meetings import Meeting
from governance.meetings.models.papers import Paper
from zorgzaam.audit.history import track
from zorgzaam.files.models import StoredFile
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class PaperUploadQuerySet(models.QuerySet["PaperUpload"]):
    def visible_to(self, user: Reader) -> Self:
        """Only for who sent it: how closed it will be is not yet known."""
        return self.filter(sent_by_id=standing_of(user).person_id)

    def waiting(self) -> Self:
        """Not yet put with an item and not put aside, in the order in which they came."""
        return self.filter(paper__isnull=True, dropped_at__isnull=True).order_by("sent_at", "pk")


# The name of a file may hold the name of somebody: history keeps none.
@track(exclude=["filename"])
class PaperUpload(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="uploads", verbose_name="vergadering")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="bestand")
    filename = models.CharField("bestandsnaam", max_length=200)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gestuurd door")
    sent_at = models.DateTimeField("gestuurd op", auto_now_add=True)
    paper = models.OneToOneField(
        Paper, models.PROTECT, null=True, blank=True, related_name="upload", verbose_name="werd stuk"
    )
    dropped_at = models.DateTimeField("opzij gelegd op", null=True, blank=True)

    objects = PaperUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "gestuurd bestand"
        verbose_name_plural = "gestuurde bestanden"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "sent_by", "file"],
                condition=Q(paper__isnull=True, dropped_at__isnull=True),
                name="upload_waits_once",
            )
        ]

    def __str__(self) -> str:
        return self.filename
