"""Two organisations that turned out to be one: the fact, with who, when and why. See docs/decisions/0030."""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of

# So long the netwerkbureau may take a merge back. Our own choice.
MAY_BE_UNDONE = datetime.timedelta(days=30)


class MergerQuerySet(models.QuerySet["Merger"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau and administrators."""
        standing = standing_of(user)
        return self if standing.is_bureau or standing.is_admin else self.none()

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(undone_at__isnull=True)


@track()
class Merger(models.Model):
    """`gone` goes on as `kept`. `names` are the lines that came with it into the other names of `kept`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="blijft")
    gone = models.ForeignKey(
        Organisation, models.PROTECT, related_name="mergers", verbose_name="gaat hierin op"
    )
    names = models.JSONField("namen die meekwamen", default=list)
    reason = models.CharField("waarom", max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", default=timezone.now, editable=False)
    undone_at = models.DateTimeField("teruggedraaid op", null=True, editable=False)
    undone_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="teruggedraaid door"
    )

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(undone_at__isnull=True),
                name="merged_one_time",
                violation_error_message="Deze organisatie is al samengevoegd.",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("gone")),
                name="merged_with_another",
                violation_error_message="Kies twee verschillende organisaties.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merger_undone_by_somebody",
                violation_error_message="Zeg wie de samenvoeging terugdraait.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="keeps_what_was_done",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("kept", "gone", "names", "reason", "by", "at"),
            ),
            pgtrigger.Protect(
                name="undone_stays_undone",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False),
            ),
            pgtrigger.Protect(name="keeps_rows", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.gone} is samengevoegd met {self.kept}"

    @property
    def undo_until(self) -> datetime.datetime:
        """The moment after which it stays."""
        return self.at + MAY_BE_UNDONE
