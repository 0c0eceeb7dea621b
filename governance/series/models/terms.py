"""The terms of a body from its bylaws, what was ticked by hand, and whom was written to about a term."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from governance.bodies.models import Body
from governance.meetings.models import Meeting
from governance.series.models.series import OfBodyQuerySet
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet, no_overlap
from zorgzaam.sources import Sourced
from zorgzaam.versions import Versioned, version_trigger


class TermKind(models.TextChoices):
    PAPERS = "stukken", "Stukken zijn binnen"
    INVITATION = "uitnodiging", "Uitnodiging is verstuurd"
    AGENDA = "agenda", "Agenda is gepubliceerd"
    MINUTES = "verslag", "Verslag is verstuurd"


class CountedIn(models.TextChoices):
    CALENDAR = "dagen", "gewone dagen"
    WORKING = "werkdagen", "werkdagen"


class TermSetQuerySet(OfBodyQuerySet, PeriodQuerySet):
    """Of a body and dated."""


def _days(label: str, help_text: str = "") -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(200)], help_text=help_text
    )


def _counted() -> "models.CharField[str, str]":
    return models.CharField("geteld in", max_length=9, choices=CountedIn.choices, default=CountedIn.CALENDAR)


@track()
class TermSet(Versioned, Sourced, Period):
    """What the bylaws of a body say of days; from and until, for bylaws change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="term_sets", verbose_name="orgaan", editable=False
    )
    papers_days = _days("stukken binnen: dagen ervoor", "Leeg: daar staat niets over.")
    papers_in = _counted()
    invitation_days = _days("uitnodiging verstuurd: dagen ervoor")
    invitation_in = _counted()
    agenda_days = _days("agenda gepubliceerd: dagen ervoor")
    agenda_in = _counted()
    minutes_days = _days("verslag verstuurd: dagen erna")
    minutes_in = _counted()
    remind_days = models.PositiveSmallIntegerField(
        "herinneren: dagen van tevoren", default=3, validators=[MaxValueValidator(60)],
        help_text="En op de dag zelf. Is de dag voorbij, dan hoort de voorzitter het.",
    )  # fmt: skip
    recorded_at = models.DateTimeField("opgeschreven op", auto_now_add=True)

    objects = TermSetQuerySet.as_manager()

    class Meta:
        verbose_name = "termijnen van een orgaan"
        verbose_name_plural = "termijnen van organen"
        ordering = ["body", "starts_on", "pk"]
        constraints = [
            *Period.Meta.constraints,
            no_overlap(
                "one_term_set_at_a_time",
                "In die tijd gelden er al andere termijnen. Geef die eerst een laatste dag.",
                "body",
            ),
            models.CheckConstraint(
                condition=Q(papers_days__isnull=False)
                | Q(invitation_days__isnull=False)
                | Q(agenda_days__isnull=False)
                | Q(minutes_days__isnull=False),
                name="term_set_says_something",
                violation_error_message="Vul ten minste één termijn in.",
            ),
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return f"Termijnen van {self.body}"


@track()
class TermTick(models.Model):
    """Somebody said that this is done, where the house cannot know it by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="ticks", verbose_name="vergadering")
    kind = models.CharField("wat", max_length=11, choices=TermKind.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)
    undone_at = models.DateTimeField("teruggenomen op", null=True)

    class Meta:
        verbose_name = "afgevinkte termijn"
        verbose_name_plural = "afgevinkte termijnen"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"], condition=Q(undone_at__isnull=True), name="term_ticked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.meeting_id}"


class Moment(models.TextChoices):
    """When people are written to about a term."""

    BEFORE = "vooraf", "Vooraf"
    ON_THE_DAY = "vandaag", "Op de dag"
    PASSED = "voorbij", "Voorbij"


@track()
class TermNotice(models.Model):
    """People were written to about this term of this meeting, as it fell on that day; once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="term_notices", verbose_name="vergadering"
    )
    kind = models.CharField("wat", max_length=11, choices=TermKind.choices)
    moment = models.CharField("wanneer", max_length=7, choices=Moment.choices)
    due_on = models.DateField("laatste dag")
    told = models.PositiveIntegerField("aantal berichten", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een termijn"
        verbose_name_plural = "berichten over termijnen"
        constraints = [models.UniqueConstraint("meeting", "kind", "moment", "due_on", name="term_told_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_moment_display()}): {self.told}"
