"""An address at which somebody's telephone reads their meetings. The right is asked again at each reading."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from governance.bodies.models import Body
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.secret_links import fingerprint, secret_of
from zorgzaam.standing import Reader, standing_of

FEED = "feed"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: Reader) -> Self:
        """One's own alone."""
        person_id = standing_of(user).person_id
        return self.filter(person_id=person_id) if person_id else self.none()

    def open(self) -> Self:
        return self.filter(revoked_at__isnull=True)


@track(exclude=["fingerprint"])
class CalendarFeed(models.Model):
    """Everything that is mine, or the meetings of one body. Renewing raises `number`; the old address is dead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="persoon")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="orgaan"
    )
    number = models.PositiveSmallIntegerField("hoeveelste adres", default=1)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda voor een telefoon"
        verbose_name_plural = "agenda's voor telefoons"
        ordering = ["body__name", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "body"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="one_open_feed",
            )
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"agenda van {self.person_id}"

    @property
    def secret(self) -> str:
        return secret_of(FEED, self.pk, self.number)

    def renew_secret(self, number: int) -> None:
        """The `number`th address, in memory."""
        self.number = number
        self.fingerprint = fingerprint(self.secret)
