"""A mass mail, the words it has, who wants none of it, and the domains that asked for a pause.

Each reader is a row of the post office's book (`OutgoingMail.body`); what stands here is what they share.
"""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is


class MailingState(models.TextChoices):
    """Only what is running leaves; what was stopped goes on only when a person says so (`progress.start_again`)."""

    RUNNING = "running", "Gaat de deur uit"
    PAUSED = "paused", "Staat stil"
    STOPPED = "stopped", "Gestopt"


@track()
class Mailing(models.Model):
    """One mass mail. `kind` and `about` are those of its rows in the book; `scope` is what a reader ends with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=40)
    about = models.CharField("waarover", max_length=120)
    scope = models.CharField("bereik van afmelden", max_length=20)
    state = models.CharField(
        "toestand", max_length=7, choices=MailingState.choices, default=MailingState.RUNNING
    )
    created_at = models.DateTimeField("gemaakt", auto_now_add=True)

    class Meta:
        verbose_name = "mailing"
        verbose_name_plural = "mailings"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint("kind", "about", name="mailing_once"),
            models.CheckConstraint(condition=~Q(scope=""), name="mailing_has_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"


class MailBody(models.Model):
    """The words of a mailing as they go over the wire, frozen. Several when readers get different ones.

    In `head` and `content` stand marks (see `zorgzaam.post.bulk.filling`) where each reader's own values go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailing = models.ForeignKey(Mailing, models.PROTECT, related_name="bodies")
    subject = models.CharField("onderwerp", max_length=250)
    text = models.TextField("tekst")
    head = models.BinaryField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField("geschreven", default=timezone.now)

    class Meta:
        verbose_name = "tekst van een mailing"
        verbose_name_plural = "teksten van mailings"
        constraints = [
            models.UniqueConstraint("mailing", "sha256", name="mail_body_once"),
        ]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return self.subject


class WhyNot(models.TextChoices):
    ENDED = "ended", "Afgemeld"
    BOUNCED = "bounced", "Mail komt niet aan"
    ASKED = "asked", "Heeft ons gevraagd te stoppen"


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def holding(self) -> Self:
        return self.filter(lifted_at__isnull=True)


@track()
class Suppression(models.Model):
    """An address that gets no mass mail of this scope ("*": none at all). It is known by its digest only, so that it
    outlives the reader's data and every list that is read in again (promise I5)."""

    id = models.BigAutoField(primary_key=True)
    scope = models.CharField("bereik", max_length=20)
    digest = models.CharField(max_length=64)
    why = models.CharField("reden", max_length=7, choices=WhyNot.choices)
    since = models.DateTimeField("sinds", auto_now_add=True)
    lifted_at = models.DateTimeField("opgeheven", null=True, blank=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = "adres zonder mail"
        verbose_name_plural = "adressen zonder mail"
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                "scope", "digest", condition=Q(lifted_at__isnull=True), name="suppressed_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=models.F("since")),
                name="suppression_ends_after_it_began",
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="suppressed_who")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.digest[:8]}"


class MailDomain(models.Model):
    """A domain whose server asked us to come back later; until then nothing goes there. No history: it is weather."""

    domain = models.CharField(primary_key=True, max_length=255)
    rest_until = models.DateTimeField("rust tot")
    answer = models.CharField("antwoord", max_length=300)

    class Meta:
        verbose_name = "domein met rust"
        verbose_name_plural = "domeinen met rust"

    def __str__(self) -> str:
        return self.domain
