"""The years a day or a moment here can be about. Anything else is a slip of the keyboard.

Far outside them adding minutes or a time zone fails, for every reader of the page.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q

FIRST_DAY, LAST_DAY = datetime.date(1800, 1, 1), datetime.date(2200, 12, 31)
FAR_OFF = f"Kies een datum van {FIRST_DAY.year} tot en met {LAST_DAY.year}."


def sensible(day: datetime.date) -> None:
    """Validator for a day or a moment that somebody types; ValidationError (Dutch) outside the years above."""
    if not FIRST_DAY.year <= day.year <= LAST_DAY.year:
        raise ValidationError(FAR_OFF, code="far_off")


def day_within(field: str) -> Q:
    """Condition: the DateField `field` is empty or in the years above."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (FIRST_DAY, LAST_DAY)})


def sane_moment(field: str) -> CheckConstraint:
    """Constraint: the DateTimeField `field` is empty or in the years above, with a day more on both sides for time
    zones."""
    first = datetime.datetime(FIRST_DAY.year - 1, 12, 31, tzinfo=datetime.UTC)
    last = datetime.datetime(LAST_DAY.year + 1, 1, 2, tzinfo=datetime.UTC)
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": first, f"{field}__lt": last}),
        name=f"%(app_label)s_%(class)s_{field}_sane",
        violation_error_message=FAR_OFF,
    )
