"""Of what the owner of an action was told; once per owner and day it is due."""

import uuid

from django.db import models

from governance.actions.models.actions import Action
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


class About(models.TextChoices):
    """What an owner is written to about."""

    GIVEN = "nieuw", "Nieuw"
    SOON = "bijna", "Bijna zover"
    LATE = "te_laat", "Te laat"


@track()
class ActionNotice(models.Model):
    """The owner was told this of an action that was due on this day. Another day, or another owner, is told anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, models.PROTECT, related_name="notices", verbose_name="actie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="aan")
    about = models.CharField("waarover", max_length=8, choices=About.choices)
    due_on = models.DateField("klaar op")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een actie"
        verbose_name_plural = "berichten over acties"
        constraints = [
            models.UniqueConstraint(fields=["action", "person", "about", "due_on"], name="action_told_once")
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.action}: {self.get_about_display().lower()}"
