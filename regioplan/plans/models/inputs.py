"""Input of portfolio holders on a draft, in writing or in a meeting, and what was done with it (R23)."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from regioplan.plans.models.sections import PlanSection
from regioplan.plans.models.versions import PlanVersion
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class Channel(models.TextChoices):
    WRITING = "schriftelijk", "Schriftelijk"
    MEETING = "overleg", "In een overleg"


class InputQuerySet(models.QuerySet["PlanInput"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau, and whoever gave it."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        return self.filter(person__isnull=False, person_id=standing.person_id)

    def waiting(self) -> Self:
        return self.filter(reply__isnull=True)


@track()
class PlanInput(models.Model):
    """One remark, as it was given; it never changes. `lineage` tells the section, also when that is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version_of = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="inputs", verbose_name="versie van het plan"
    )
    lineage = models.UUIDField(null=True, editable=False)
    about = models.CharField("over", max_length=220, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="van", editable=False
    )
    given_as = models.CharField(
        "namens", max_length=160, help_text="Bijvoorbeeld: portefeuillehouder zorg, namens het college."
    )
    channel = models.CharField("hoe", max_length=12, choices=Channel.choices, default=Channel.WRITING)
    meeting = models.CharField("in welk overleg", max_length=160, blank=True)
    given_on = models.DateField("op")
    text = models.TextField("wat er werd gezegd")
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="vastgelegd door", editable=False
    )
    recorded_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    objects = InputQuerySet.as_manager()

    class Meta:
        verbose_name = "inbreng"
        verbose_name_plural = "inbreng"
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel=Channel.WRITING) | ~Q(meeting=""),
                name="plan_input_says_which_meeting",
                violation_error_message="Noem het overleg.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="plan_input_says_something",
                violation_error_message="Schrijf op wat er werd gezegd.",
            ),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.given_as}: {self.about}"


class Verdict(models.TextChoices):
    TAKEN = "overgenomen", "Overgenomen"
    PARTLY = "deels", "Deels overgenomen"
    NOT = "niet", "Niet overgenomen"


class ReplyQuerySet(models.QuerySet["InputReply"]):
    def visible_to(self, user: Reader) -> Self:
        """As the input it answers."""
        return self.filter(input__in=PlanInput.objects.visible_to(user).values("pk"))


@track()
class InputReply(models.Model):
    """What was done with one remark, and why. Given once; another view on it is a new remark."""

    input = models.OneToOneField(
        PlanInput, models.PROTECT, primary_key=True, related_name="reply", verbose_name="inbreng"
    )
    verdict = models.CharField("wat ermee gebeurt", max_length=12, choices=Verdict.choices)
    reason = models.TextField("toelichting")
    replied_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="antwoord van", editable=False
    )
    replied_at = models.DateTimeField("antwoord op", auto_now_add=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord op inbreng"
        verbose_name_plural = "antwoorden op inbreng"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="input_reply_has_reason",
                violation_error_message="Leg uit waarom.",
            )
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.get_verdict_display()


def section_named(section: PlanSection | None) -> str:
    """What an input is about, in words that outlive the section."""
    return str(section)[:220] if section else "het hele plan"
