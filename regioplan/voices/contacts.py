"""Who hears what was done with inbreng, beside its followers: an address its bringer gave, and nothing else of them."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower

from regioplan.voices.models import Voice, VoiceAnswer
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class ContactQuerySet(models.QuerySet["VoiceContact"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau alone: an address says who somebody is."""
        return self if standing_of(user).is_bureau else self.none()


@track(exclude=["address"])
class VoiceContact(models.Model):
    """An address to write to when there is an answer. History keeps that there was one, not which (AVG article 5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="contacts", verbose_name="inbreng")
    address = models.EmailField(
        "e-mailadres", help_text="Vraag eerst of diegene bericht wil. Het adres komt nooit op de site."
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "adres bij inbreng"
        verbose_name_plural = "adressen bij inbreng"
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "address"],
                name="voice_contact_once",
                violation_error_message="Dit adres staat er al bij.",
            ),
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")),
                name="voice_contact_is_lower_case",
                violation_error_message="Schrijf het adres in kleine letters.",
            ),
        ]

    def __str__(self) -> str:
        return f"adres bij {self.voice}"

    def get_absolute_url(self) -> str:
        return self.voice.get_absolute_url()

    def clean_fields(self, *args: Any, **kwargs: Any) -> None:
        self.address = self.address.lower()
        super().clean_fields(*args, **kwargs)


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased: their address goes from every inbreng."""
    VoiceContact.objects.filter(address__in=addresses).delete()


class NoticeQuerySet(models.QuerySet["VoiceNotice"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()


@track()
class VoiceNotice(models.Model):
    """The consequence of an answer: who waited for it was told. Without this row the job has still to tell them."""

    answer = models.OneToOneField(
        VoiceAnswer,
        models.PROTECT,
        primary_key=True,
        related_name="notice",
        verbose_name="antwoord op inbreng van inwoners",
    )
    told = models.PositiveIntegerField("aantal berichten")
    at = models.DateTimeField("op", auto_now_add=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over een antwoord"
        verbose_name_plural = "berichten over antwoorden"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.told}"
