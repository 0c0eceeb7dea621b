"""Facts of a body that ends: what went to its successor, and of which end of a mandate people were told."""

import uuid

from django.db import models
from django.db.models import F, Q

from governance.bodies.models.bodies import Body
from governance.bodies.models.mandates import Mandate
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person


@track()
class HandedOver(models.Model):
    """One thing went from a body to its successor. `kind` and `subject_id` name it as its room registered it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("wat", max_length=20)
    subject_id = models.UUIDField("welk")
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="handed_over", verbose_name="van orgaan")
    to_body = models.ForeignKey(
        Body, models.PROTECT, related_name="taken_over_from", verbose_name="naar orgaan"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "overgedragen aan de opvolger"
        verbose_name_plural = "overgedragen aan opvolgers"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "from_body", "to_body"],
                name="handed_over_once",
                violation_error_message="Dit is al overgedragen.",
            ),
            models.CheckConstraint(condition=~Q(from_body=F("to_body")), name="handed_over_to_another"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.kind} van {self.from_body} naar {self.to_body}"


@track()
class MandateNotice(models.Model):
    """People were told that this mandate ends on this day; another day is told anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="notices", verbose_name="mandaat")
    ends_on = models.DateField("loopt tot en met")
    told = models.PositiveIntegerField("aantal mails", default=0)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een mandaat"
        verbose_name_plural = "berichten over mandaten"
        constraints = [models.UniqueConstraint(fields=["mandate", "ends_on"], name="mandate_told_once")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.mandate} tot en met {self.ends_on}"
