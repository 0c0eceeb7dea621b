"""The post office's book: every outgoing mail is a row first, unique on what it is about and whom it is for.

Redis only carries wake-ups; this table owns the work (promise I3).
"""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.models import MailBody
from zorgzaam.standing import standing_of

if TYPE_CHECKING:
    from zorgzaam.standing import Reader


class MailState(models.TextChoices):
    """queued -> claimed -> handed -> sent; `handed` is written just before the relay could have it."""

    QUEUED = "queued", "Wacht op verzending"
    CLAIMED = "claimed", "Wordt verstuurd"
    HANDED = "handed", "Aangeboden aan de mailserver"
    SENT = "sent", "Verstuurd"
    FAILED = "failed", "Geweigerd"
    UNCERTAIN = "uncertain", "Onzeker"


class MailQuerySet(models.QuerySet["OutgoingMail"]):
    def visible_to(self, user: "Reader") -> Self:
        """The netwerkbureau and administrators see what left the house, except mail about accounts and
        secrets."""
        standing = standing_of(user)
        if not (standing.is_bureau or standing.is_admin):
            return self.none()
        return self.filter(private=False)

    def unsure_and_private(self) -> Self:
        """Account mail nobody can tell of whether it arrived: no reader sees what it says, an administrator decides."""
        return self.filter(private=True, state=MailState.UNCERTAIN)

    def single(self) -> Self:
        """Mail with words of its own; mass mail has its own line (`zorgzaam.post.bulk.sending`)."""
        return self.filter(body__isnull=True)

    def waiting(self) -> Self:
        return self.filter(state=MailState.QUEUED, not_before__lte=timezone.now())

    def lease_over(self) -> Self:
        return self.filter(lease_until__lt=timezone.now())


class OutgoingMail(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=40)
    about = models.CharField("waarover", max_length=120)
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    to_address = models.EmailField("aan")
    message_id = models.CharField(max_length=200, unique=True, editable=False)
    subject = models.CharField("onderwerp", max_length=250)
    text = models.TextField("tekst")
    html = models.TextField("opgemaakte tekst", blank=True)
    # What a calendar reads of it (RFC 5545); frozen with the rest.
    calendar = models.TextField("voor de agenda", blank=True)
    headers = models.JSONField(default=dict, blank=True)
    private = models.BooleanField("niet te lezen door het bureau", default=False)
    # Mass mail: the words all its readers share, this reader's own values in them, and what ends are known by.
    body = models.ForeignKey(
        MailBody, models.PROTECT, null=True, blank=True, related_name="mails", db_index=False
    )
    values = models.JSONField(default=dict, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, default="", db_default="", editable=False)
    domain = models.GeneratedField(
        expression=Lower(Func(F("to_address"), Value("@"), Value(-1), function="split_part")),
        output_field=models.CharField(max_length=255),
        db_persist=True,
    )

    state = models.CharField("toestand", max_length=9, choices=MailState.choices, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    not_before = models.DateTimeField("niet voor", default=timezone.now)
    claimed_by = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_answer = models.CharField("laatste antwoord", max_length=300, blank=True)
    created_at = models.DateTimeField("geschreven", auto_now_add=True)
    handed_at = models.DateTimeField("aangeboden", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd", null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgaande mail"
        verbose_name_plural = "uitgaande mail"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint("kind", "about", "to_address", name="mail_once_per_reader"),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "handed"]) | Q(claimed_by__isnull=False),
                name="mail_claim_has_owner",
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True) | Q(digest__regex="^[0-9a-f]{64}$") | Q(state="failed"),
                name="mass_mail_knows_its_reader",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "not_before"], condition=Q(body__isnull=True), name="mail_work"),
            models.Index(
                fields=["state"],
                condition=Q(state__in=["claimed", "handed", "uncertain", "failed"]),
                name="mail_in_hand",
            ),
            # For counting a mailing, and for its line, which takes the first of each body: what waits of a body is
            # found by this one alone, whatever the planner believes of a book that just grew.
            models.Index(fields=["body", "state", "not_before", "id"], name="mail_of_a_body_in_turn"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} -> {self.to_address}"


@track()
class MailDecision(models.Model):
    """What a person decided about an uncertain mail: it arrived, or it goes again."""

    id = models.BigAutoField(primary_key=True)
    mail = models.ForeignKey(OutgoingMail, models.PROTECT, related_name="decisions")
    arrived = models.BooleanField("aangekomen")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie besloot")
    at = models.DateTimeField("wanneer", auto_now_add=True)

    class Meta:
        verbose_name = "besluit over een mail"
        verbose_name_plural = "besluiten over mail"
        ordering = ["at"]
        triggers = keep_as_is()

    def __str__(self) -> str:
        return f"{self.mail_id}: {'aangekomen' if self.arrived else 'opnieuw'}"


@track()
class PostOffice(models.Model):
    """One row: whether the post office is open. After a restore it stays shut until a person opens it
    (I11)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    held = models.BooleanField("houdt mail vast", default=False)
    held_since = models.DateTimeField(null=True, blank=True)
    held_because = models.CharField("reden", max_length=200, blank=True)
    # When the book was last put back; opening the office does not clear it.
    restored_at = models.DateTimeField("teruggezet", null=True, blank=True, editable=False)
    # Where the book stood when it was last looked at (`zorgzaam.post.restored`).
    place = models.CharField("plaats van het boek", max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name = "postkantoor"
        verbose_name_plural = "postkantoor"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="post_office_is_one")]

    def __str__(self) -> str:
        return "Postkantoor"
