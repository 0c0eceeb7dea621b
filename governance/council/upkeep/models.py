"""Up to which day a register of a council is complete: who keeps it says so, and everybody reads it."""

import uuid
from typing import Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from governance.bodies.models import COUNCIL_KINDS, Body
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import FAR_OFF, day_within, sensible


class KeptRegister(models.TextChoices):
    """The registers of a council; the value is in the address."""

    COMMITMENTS = "toezeggingen", "Toezeggingen"
    MOTIONS = "moties", "Moties"
    NOTICES = "mededelingen", "Mededelingen en brieven"
    QUESTIONS = "vragen", "Vragen"


class RegisterUpToDateQuerySet(models.QuerySet["RegisterUpToDate"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody: it is said to everybody."""
        return self


def not_to_come(day: object) -> None:
    """Validator: nobody knows today that a register is complete tomorrow."""
    if day > timezone.localdate():  # type: ignore[operator]
        raise ValidationError("Deze dag komt nog. Kies vandaag of een dag ervoor.")


@track()
class RegisterUpToDate(Versioned):
    """What was said last of one register of one council."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField("register", max_length=16, choices=KeptRegister.choices, editable=False)
    council = models.ForeignKey(
        Body, models.PROTECT, related_name="+", verbose_name="raad of Staten", editable=False,
        limit_choices_to={"kind__in": COUNCIL_KINDS},
    )  # fmt: skip
    up_to = models.DateField(
        "bijgewerkt tot en met", validators=[sensible, not_to_come],
        help_text="Alles tot en met deze dag staat erin. Iedereen leest dit bij het register.",
    )  # fmt: skip
    said_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gezegd door", editable=False
    )

    objects = RegisterUpToDateQuerySet.as_manager()

    class Meta:
        verbose_name = "bijgewerkt tot"
        verbose_name_plural = "bijgewerkt tot"
        constraints = [
            models.UniqueConstraint("register", "council", name="register_up_to_date_once"),
            models.CheckConstraint(
                condition=day_within("up_to"), name="register_up_to_day_is_sensible", violation_error_message=FAR_OFF
            ),
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_register_display()} van {self.council}"
