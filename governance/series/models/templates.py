"""What every agenda of a body begins and ends with, and the facts that a meeting got it."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, ItemKind, Meeting, Treatment
from governance.series.models.series import OfBodyQuerySet
from zorgzaam.audit.history import track
from zorgzaam.publicity import Publicity
from zorgzaam.versions import Versioned, version_trigger


@track()
class AgendaTemplate(Versioned):
    """The template of a body; its row is locked while standing items move."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.OneToOneField(
        Body, models.PROTECT, related_name="agenda_template", verbose_name="orgaan", editable=False
    )

    objects = OfBodyQuerySet.as_manager()

    class Meta:
        verbose_name = "agendasjabloon"
        verbose_name_plural = "agendasjablonen"
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"Sjabloon van {self.body}"


class Part(models.TextChoices):
    BEGIN = "begin", "Aan het begin"
    END = "einde", "Aan het einde"


@track()
class StandingItem(Versioned):
    """An item that stands on every new agenda: opening, verslag, rondvraag."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(
        AgendaTemplate, models.PROTECT, related_name="items", verbose_name="sjabloon", editable=False
    )
    part = models.CharField(
        "waar op de agenda", max_length=5, choices=Part.choices, default=Part.BEGIN,
        help_text="De andere punten komen ertussen.",
    )  # fmt: skip
    # Empty once it is taken off the template.
    position = models.PositiveSmallIntegerField("plaats", null=True, editable=False)
    title = models.CharField("titel", max_length=250)
    kind = models.CharField(
        "wat vragen we", max_length=16, choices=ItemKind.choices, default=ItemKind.INFORMATION
    )
    treatment = models.CharField(
        "behandeling", max_length=12, choices=Treatment.choices, default=Treatment.DISCUSS
    )
    minutes = models.PositiveSmallIntegerField("minuten", default=5, validators=[MaxValueValidator(600)])
    publicity = models.CharField(
        "openbaarheid", max_length=13, default=Publicity.PUBLIC,
        choices=[choice for choice in Publicity.choices if choice[0] != Publicity.CONFIDENTIAL],
    )  # fmt: skip
    publicity_ground = models.CharField("waarom niet openbaar", max_length=300, blank=True)
    removed_at = models.DateTimeField("weggehaald op", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "vast agendapunt"
        verbose_name_plural = "vaste agendapunten"
        ordering = ["template", "part", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publicity=Publicity.PUBLIC) | ~Q(publicity_ground=""),
                name="standing_closed_has_ground",
                violation_error_message="Noem de reden waarom dit niet openbaar is.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__lte=600),
                name="standing_minutes_within_day",
                violation_error_message="Een punt duurt hoogstens 600 minuten.",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, position__isnull=False)
                | Q(removed_at__isnull=False, position__isnull=True),
                name="standing_has_a_place_or_is_off",
            ),
            models.UniqueConstraint(
                fields=["template", "part", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="standing_place_taken_once",
            ),
        ]
        triggers = [version_trigger(ignoring=("position",))]

    def __str__(self) -> str:
        return self.title


@track()
class AgendaStart(models.Model):
    """This agenda got its standing items: once, also when some were taken off since."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, primary_key=True, related_name="agenda_start", verbose_name="vergadering"
    )
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "begonnen agenda"
        verbose_name_plural = "begonnen agenda's"

    def __str__(self) -> str:
        return str(self.meeting_id)


@track()
class StandingOccurrence(models.Model):
    """This item was made from a standing one: every agenda has its own, so it never moves on to the next."""

    item = models.OneToOneField(
        AgendaItem, models.CASCADE, primary_key=True, related_name="made_from", verbose_name="agendapunt"
    )
    standing = models.ForeignKey(
        StandingItem, models.PROTECT, related_name="occurrences", verbose_name="vast punt"
    )

    class Meta:
        verbose_name = "vast punt op een agenda"
        verbose_name_plural = "vaste punten op agenda's"

    def __str__(self) -> str:
        return str(self.item_id)
