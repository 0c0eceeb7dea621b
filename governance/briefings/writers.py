"""Who wrote a briefing: one row per person who ever changed its text, kept by the database itself.

Whoever wrote any part of it can never be its second pair of eyes, so it does not matter by which path a change
came: form, beheer, job or SQL. Named system actors are no persons and are not listed.
"""

from typing import Self

import pgtrigger
from django.db import models

from governance.briefings.models import Briefing
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader


class WriterQuerySet(models.QuerySet["BriefingWriter"]):
    def visible_to(self, user: Reader) -> Self:
        """Whoever works on the briefing."""
        return self.filter(briefing__in=Briefing.objects.in_hands_of(user).values("pk"))


@track()
class BriefingWriter(models.Model):
    """Somebody who wrote or changed a part of this briefing; filled by the triggers of its tables."""

    id = models.BigAutoField(primary_key=True)
    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="writers", verbose_name="briefing")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    since = models.DateTimeField("sinds", auto_now_add=True)

    objects = WriterQuerySet.as_manager()

    class Meta:
        verbose_name = "schrijver van een briefing"
        verbose_name_plural = "schrijvers van briefings"
        ordering = ["since"]
        constraints = [models.UniqueConstraint("briefing", "person", name="briefing_writer_once")]
        triggers: list[pgtrigger.Trigger] = keep_as_is()

    def __str__(self) -> str:
        return str(self.person_id)
