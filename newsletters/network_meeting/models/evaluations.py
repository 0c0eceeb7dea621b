"""What people thought of a network meeting. Nobody can tell who wrote what: an answer knows no invitee and no moment,
and that somebody answered is kept apart from it."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from newsletters.network_meeting.models.meetings import NetworkMeeting
from zorgzaam.standing import Reader, standing_of


class Score(models.IntegerChoices):
    BAD = 1, "Slecht"
    POOR = 2, "Matig"
    FAIR = 3, "Redelijk"
    GOOD = 4, "Goed"
    EXCELLENT = 5, "Heel goed"


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()


class Evaluation(models.Model):
    """One filled in form, in no order that tells anything."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_meeting = models.ForeignKey(
        NetworkMeeting, models.PROTECT, related_name="evaluations", verbose_name="netwerkbijeenkomst",
        editable=False,
    )  # fmt: skip
    score = models.PositiveSmallIntegerField("wat vond u van de bijeenkomst?", choices=Score.choices)
    liked = models.TextField("wat was goed?", blank=True)
    better = models.TextField("wat kan beter?", blank=True)
    next_topic = models.TextField("waar moet het volgend jaar over gaan?", blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__in=Score.values), name="network_evaluation_score",
                violation_error_message="Kies een van de mogelijkheden.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_score_display()


class EvaluationTicket(models.Model):
    """A link that was used for an evaluation; the SHA-256 of a secret that is made from it."""

    fingerprint = models.CharField(max_length=64, primary_key=True, editable=False)

    class Meta:
        verbose_name = "gebruikte link voor een evaluatie"
        verbose_name_plural = "gebruikte links voor een evaluatie"

    def __str__(self) -> str:
        return self.fingerprint[:8]
