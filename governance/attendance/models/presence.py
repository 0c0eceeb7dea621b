"""Who was there: per meeting, and per item for who came later or left earlier. Facts, each with who noted it."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.utils import timezone

from governance.attendance.models.invitations import Invitation
from governance.meetings.models import AgendaItem
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader


class PresenceState(models.TextChoices):
    PRESENT = "aanwezig", "Aanwezig"
    EXCUSED = "afgemeld", "Afwezig met bericht"
    ABSENT = "afwezig", "Afwezig zonder bericht"


class MovementKind(models.TextChoices):
    CAME = "kwam", "Kwam binnen"
    LEFT = "ging", "Ging weg"
    MISTAKE = "vergissing", "Vergissing"


class AboutInvitationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Reader) -> Self:
        """Presence of people is for the body and the netwerkbureau, and of oneself."""
        return self.filter(invitation__in=Invitation.objects.visible_to(user).values("pk"))


@track()
class Presence(models.Model):
    """Whether somebody was there. Who was invited and has no row: nobody noted it yet."""

    invitation = models.OneToOneField(
        Invitation, models.PROTECT, primary_key=True, related_name="presence", verbose_name="uitnodiging"
    )
    state = models.CharField("aanwezigheid", max_length=10, choices=PresenceState.choices)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="genoteerd door")
    noted_at = models.DateTimeField("genoteerd op", default=timezone.now, editable=False)

    objects = AboutInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.get_state_display()}"


@track()
class Movement(models.Model):
    """Somebody was there from this item on, or up to it. What was noted by mistake stays, and counts for nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, related_name="movements", verbose_name="uitnodiging"
    )
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="movements", verbose_name="bij punt")
    kind = models.CharField("wat", max_length=10, choices=MovementKind.choices)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="genoteerd door")
    noted_at = models.DateTimeField("genoteerd op", default=timezone.now, editable=False)

    objects = AboutInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "komen en gaan"
        verbose_name_plural = "komen en gaan"
        ordering = ["item__position", "noted_at"]
        constraints = [models.UniqueConstraint("invitation", "item", name="one_movement_per_item")]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.invitation_id}: {self.get_kind_display()} bij {self.item_id}"
