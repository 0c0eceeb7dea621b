"""How many days a council gives for an answer: a row per council that has its own number (domain.md E5)."""

from typing import Self

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from governance.bodies.models import COUNCIL_KINDS, Body
from zorgzaam.audit.history import track
from zorgzaam.standing import Reader
from zorgzaam.versions import Versioned, version_trigger

# What holds where a council said nothing else.
DEFAULT_DAYS = 30
MOST_DAYS = 366


class QuestionTermQuerySet(models.QuerySet["QuestionTerm"]):
    def visible_to(self, user: Reader) -> Self:
        """Everybody: it is a rule of the council."""
        return self


@track()
class QuestionTerm(Versioned):
    """The number of a council. A committee has that of its council. A question keeps the number it was noted with."""

    council = models.OneToOneField(
        Body, models.PROTECT, primary_key=True, related_name="+", verbose_name="raad of Staten",
        limit_choices_to={"kind__in": COUNCIL_KINDS}, editable=False,
    )  # fmt: skip
    days = models.PositiveSmallIntegerField(
        "aantal dagen", default=DEFAULT_DAYS, validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text="Kalenderdagen vanaf de dag waarop de vraag is gesteld.",
    )  # fmt: skip

    objects = QuestionTermQuerySet.as_manager()

    class Meta:
        verbose_name = "termijn voor vragen"
        verbose_name_plural = "termijnen voor vragen"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS), name="question_term_is_sensible",
                violation_error_message=f"Kies 1 tot en met {MOST_DAYS} dagen.",
            )
        ]  # fmt: skip
        triggers = [
            version_trigger(),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.days} dagen"


def days_for(council: Body) -> int:
    """The number of days for a question asked today in this council or committee."""
    asked = [council.pk, council.part_of_id]
    found = dict(QuestionTerm.objects.filter(council__in=asked).values_list("council_id", "days"))
    return found.get(council.pk) or found.get(council.part_of_id) or DEFAULT_DAYS  # type: ignore[arg-type]
