"""By when something was promised or asked: a day, or words that name none ("na de zomer").

Words stay words: a day is set by a person, and until then the register says that there is none (domain.md O30).
"""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zorgzaam.deadlines import in_words
from zorgzaam.lights import Light
from zorgzaam.periods import Precision, first_day_of, last_day_of
from zorgzaam.years import FAR_OFF, day_within, sensible

SOON = datetime.timedelta(days=30)


class WithTerm(models.Model):
    """Abstract. `due_on` is the day that counts: the last one of "uiterlijk juni", the first one of "voor juni"."""

    term_text = models.CharField(
        "termijn in woorden", max_length=120, blank=True,
        help_text="Zoals het is gezegd, bijvoorbeeld: na de zomer.",
    )  # fmt: skip
    due_on = models.DateField(
        "termijn", null=True, blank=True, validators=[sensible],
        help_text="Is er geen dag genoemd, laat dit dan leeg tot er een dag is afgesproken.",
    )  # fmt: skip
    due_precision = models.CharField(
        "precies tot op", max_length=6, choices=Precision.choices, default=Precision.DAY
    )
    due_inclusive = models.BooleanField(
        "die dag telt mee", default=True, help_text="Aan bij “uiterlijk”, uit bij “voor”."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=day_within("due_on"), name="%(app_label)s_%(class)s_term_is_sensible",
                violation_error_message=FAR_OFF,
            )
        ]  # fmt: skip

    @property
    def term(self) -> str:
        """ "uiterlijk 1 maart 2025", what was said where no day is known, or ""."""
        if self.due_on is None:
            return self.term_text
        return in_words(self.due_on, self.due_precision, self.due_inclusive)

    @property
    def needs_a_day(self) -> bool:
        """Whether a term was spoken of and nobody has said yet which day that is."""
        return self.due_on is None and bool(self.term_text)

    @property
    def is_past_term(self) -> bool:
        return self.term_light == Light.RED

    @property
    def term_light(self) -> Light:
        """Its light today."""
        return self.light_on(timezone.localdate())

    def light_on(self, day: datetime.date) -> Light:
        """Red when the term is over on `day`; orange when it is near then or no day is known; green otherwise."""
        if self.due_on is not None and self.due_on < _first_day_not_late(self.due_inclusive, day):
            return Light.RED
        near = self.due_on is None or self.due_on <= day + SOON
        return Light.ORANGE if near else Light.GREEN


def _first_day_not_late(inclusive: bool, day: datetime.date | None = None) -> datetime.date:
    """The first `due_on` that is in time on `day` (today): "uiterlijk" that day still is, "voor" it no more."""
    return (day or timezone.localdate()) + datetime.timedelta(days=0 if inclusive else 1)


def past_term() -> Q:
    """Rows whose term is over today."""
    return Q(due_inclusive=True, due_on__lt=_first_day_not_late(True)) | Q(
        due_inclusive=False, due_on__lt=_first_day_not_late(False)
    )


def day_that_counts(day: datetime.date, precision: str, inclusive: bool) -> datetime.date:
    """What to keep as `due_on` for a day somebody picked in the month, season or year they mean."""
    return last_day_of(day, precision) if inclusive else first_day_of(day, precision)
