"""What somebody says beside a text: a remark stays as it was written, is answered, and is dealt with once.

The texts of schrijfteams and briefings have remarks like this. Each says itself what of its text a remark is about, and
who reads and settles it.
"""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from zorgzaam.people.models import Person


class OpenQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def open(self) -> Self:
        """Those nobody dealt with yet."""
        return self.filter(settled_at=None)


class Remark(models.Model):
    """Abstract. A concrete model has `settled_by_somebody` among its constraints and `stays` among its triggers."""

    text = models.TextField("opmerking", max_length=2000)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="van")
    made_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afgehandeld door"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        return self.settled_at is None


class Reply(models.Model):
    """Abstract: an answer below a remark. A concrete model has `keep_as_is()` among its triggers."""

    text = models.TextField("antwoord", max_length=2000)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="van")
    made_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:80]


def settled_by_somebody(name: str) -> models.CheckConstraint:
    """Constraint: a moment of settling has a person, and the other way round."""
    return models.CheckConstraint(
        condition=Q(settled_at__isnull=True, settled_by__isnull=True)
        | Q(settled_at__isnull=False, settled_by__isnull=False),
        name=name,
    )


def stays(*about: str) -> list[pgtrigger.Trigger]:
    """Triggers: the words of a remark, whose they are and the fields `about` never change, and it never vanishes."""
    return [
        pgtrigger.Protect(
            name="remark_stays",
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(*about, "text", "person", "made_at"),
        ),
        pgtrigger.Protect(name="remark_is_kept", operation=pgtrigger.Delete),
    ]


def settle(remark: Remark, *, by: Person, **outcome: Any) -> bool:
    """It is dealt with, by `by`; `outcome` are fields of the concrete model. False when it was."""
    rows = type(remark)._default_manager.filter(pk=remark.pk, settled_at=None)
    return bool(rows.update(settled_at=timezone.now(), settled_by=by, **outcome))
