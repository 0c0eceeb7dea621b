"""A list of readers somebody else had: first a file that waits for a yes, then the readers who are asked to read on."""

import datetime
import uuid
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment

# After this a file nobody took over is thrown away, and an address nobody asked anything is forgotten. Our own choice.
KEPT = datetime.timedelta(days=1)
UNASKED = datetime.timedelta(days=90)
# When who did not answer is asked once more.
REMIND_AFTER = datetime.timedelta(days=14)
FEWEST_DAYS, MOST_DAYS = 21, 90


class ReaderListQuerySet(models.QuerySet["ReaderList"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau."""
        return self if standing_of(user).is_bureau else self.none()

    def left_alone(self) -> Self:
        """Files nobody took over in time."""
        return self.filter(applied_at__isnull=True, uploaded_at__lt=timezone.now() - KEPT)

    def asking(self) -> Self:
        """Somebody pressed the button, and it is not over."""
        return self.filter(asked_at__isnull=False, closed_at__isnull=True)


@track(exclude=["rows"])
class ReaderList(Versioned):
    """`name` is what those readers got until now; the mail that asks them says it. `rows` go when they are taken over.
    A list is asked once: at `asked_at` by somebody, once more after REMIND_AFTER, and over after `days` days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("wat zij tot nu toe kregen", max_length=120)
    file_name = models.CharField("bestand", max_length=200, editable=False)
    columns = models.JSONField("kolommen", default=list, editable=False)
    rows = models.JSONField("regels", default=list, editable=False)
    uploaded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="van", editable=False
    )
    uploaded_at = models.DateTimeField("op", auto_now_add=True)
    applied_at = models.DateTimeField("overgenomen op", null=True, editable=False)
    remind = models.BooleanField("na twee weken nog een keer vragen aan wie niet antwoordt", default=True)
    days = models.PositiveSmallIntegerField(
        "dagen waarna we vergeten wie niet antwoordt", default=30,
        validators=[MinValueValidator(FEWEST_DAYS), MaxValueValidator(MOST_DAYS)],
    )  # fmt: skip
    asked_at = models.DateTimeField("gevraagd op", null=True, editable=False)
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gevraagd door", editable=False
    )
    queued_at = models.DateTimeField("in de post op", null=True, editable=False)
    reminded_at = models.DateTimeField("herinnerd op", null=True, editable=False)
    closed_at = models.DateTimeField("afgesloten op", null=True, editable=False)

    objects = ReaderListQuerySet.as_manager()

    class Meta:
        verbose_name = "overgenomen lijst"
        verbose_name_plural = "overgenomen lijsten"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True) | Q(rows=[]), name="reader_list_forgets_what_it_did"
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True) | Q(applied_at__isnull=False, asked_by__isnull=False),
                name="reader_list_is_asked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=FEWEST_DAYS, days__lte=MOST_DAYS), name="reader_list_days"
            ),
            *[
                sane_moment(field)
                for field in ("applied_at", "asked_at", "queued_at", "reminded_at", "closed_at")
            ],
        ]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    @property
    def ends_at(self) -> datetime.datetime | None:
        """Until when an answer counts; None while nobody was asked."""
        return self.asked_at and self.asked_at + datetime.timedelta(days=self.days)

    @property
    def reminds_at(self) -> datetime.datetime | None:
        """When who did not answer is asked once more; None when nobody is."""
        return self.asked_at + REMIND_AFTER if self.asked_at and self.remind else None
