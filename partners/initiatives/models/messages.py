"""Questions and answers between who brings an initiative in and the netwerkbureau. What was said stays said."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from partners.initiatives.models.initiatives import Initiative
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: Reader) -> Self:
        """Who brings it in, and the netwerkbureau. Not who signs along, takes it on or assesses it."""
        if standing_of(user).is_bureau:
            return self
        return self.filter(initiative__in=Initiative.objects.own(user).values("pk"))

    def untold(self) -> Self:
        """Of which the other side was not told yet."""
        return self.filter(notice__isnull=True)


@track(exclude=["text"])
class Message(models.Model):
    """One thing said. `person` is empty for who has no account; a message of the netwerkbureau has one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, related_name="messages", verbose_name="initiatief"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    from_bureau = models.BooleanField("van het netwerkbureau")
    text = models.TextField("bericht", max_length=4000)
    at = models.DateTimeField("op", default=timezone.now, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over een initiatief"
        verbose_name_plural = "berichten over initiatieven"
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="initiative_message_says_something",
                violation_error_message="Schrijf uw bericht.",
            ),
            models.CheckConstraint(
                condition=Q(from_bureau=False) | Q(person__isnull=False), name="initiative_message_of_bureau"
            ),
        ]
        indexes = [models.Index(fields=["initiative", "at"], name="initiative_messages")]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"bericht bij {self.initiative_id}"

    @classmethod
    def told_in_history(cls, event: Any) -> str:
        """Which side said it."""
        return "van het netwerkbureau" if event.from_bureau else "van wie het indient"


@track()
class MessageNotice(models.Model):
    """The consequence of a message: the other side was written to."""

    message = models.OneToOneField(
        Message, models.PROTECT, primary_key=True, related_name="notice", verbose_name="bericht"
    )
    told = models.PositiveIntegerField("aantal mails")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "mail over een bericht"
        verbose_name_plural = "mails over berichten"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.message_id}: {self.told}"


@track()
class MessageSettled(models.Model):
    """The netwerkbureau read this message and it needs no answer, such as "dank u wel"."""

    message = models.OneToOneField(
        Message, models.PROTECT, primary_key=True, related_name="settled", verbose_name="bericht"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht zonder antwoord"
        verbose_name_plural = "berichten zonder antwoord"
        triggers = keep_as_is()

    def __str__(self) -> str:
        return str(self.message_id)


def last_messages(rows: "models.QuerySet[Initiative]") -> "models.QuerySet[Message]":
    """The last message of each of these initiatives."""
    last = Message.objects.filter(initiative=OuterRef("pk")).order_by("-at").values("pk")[:1]
    return Message.objects.filter(pk__in=rows.annotate(last=Subquery(last)).values("last"))


def unanswered() -> "models.QuerySet[Message]":
    """Last words of who brings something in, that nobody answered or put aside."""
    newer = Message.objects.filter(initiative=OuterRef("initiative"), at__gt=OuterRef("at"))
    return Message.objects.filter(from_bureau=False, settled__isnull=True).exclude(models.Exists(newer))
