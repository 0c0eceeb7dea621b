"""Published agendas: one frozen snapshot per audience and version."""

import json
import uuid
from hashlib import sha256
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.meetings.models.meetings import MANAGERS, Meeting, MeetingStatus, bodies_where
from zorgzaam.audit.history import track
from zorgzaam.frozen import keep_as_is
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of


class Audience(models.TextChoices):
    PUBLIC = "openbaar", "Iedereen"
    MEMBERS = "besloten", "Leden van het orgaan"


class AgendaPublicationQuerySet(models.QuerySet["AgendaPublication"]):
    def visible_to(self, user: Reader) -> Self:
        """The public one for everybody, the closed one for who sits in the body now; nothing of what was withdrawn,
        except for who keeps the agenda."""
        standing = standing_of(user)
        states = [MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED]
        mine = Q(meeting__body_id__in=list(standing.bodies))
        kept = Q(meeting__body_id__in=bodies_where(standing, MANAGERS))
        return self.filter(Q(audience=Audience.PUBLIC) | mine).filter(Q(meeting__status__in=states) | kept)

    def latest_first(self) -> Self:
        return self.order_by("-version", "audience")


def fingerprint(data: str, html: str) -> str:
    """SHA-256 (hex) over the canonical JSON and the HTML of a snapshot, UTF-8, one line feed between them."""
    return sha256(f"{data}\n{html}".encode()).hexdigest()


@track()
class AgendaPublication(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="publications", verbose_name="vergadering"
    )
    version = models.PositiveIntegerField("versie")
    audience = models.CharField("voor wie", max_length=8, choices=Audience.choices)
    # Text and not jsonb: PostgreSQL would put the keys in another order and the hash would not hold.
    data = models.TextField("gegevens (JSON)")
    html = models.TextField("inhoud (HTML)")
    changes = models.TextField("wat er anders is (JSON)", default="[]")
    sha256 = models.CharField("SHA-256", max_length=64)
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gepubliceerd door",
        help_text="Leeg: vanzelf, omdat een embargo afliep.",
    )  # fmt: skip
    reason = models.CharField("reden", max_length=300, blank=True)
    without_mail = models.BooleanField("zonder mail", default=False)
    # As the snapshot says them: lists are ordered by what their reader knows, in the database.
    starts_at = models.DateTimeField("begint", editable=False)
    ends_at = models.DateTimeField("eindigt", null=True, blank=True, editable=False)

    objects = AgendaPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "gepubliceerde agenda"
        verbose_name_plural = "gepubliceerde agenda's"
        ordering = ["meeting", "version", "audience"]
        constraints = [
            models.UniqueConstraint("meeting", "version", "audience", name="publication_once_per_version")
        ]
        triggers = keep_as_is()

    def get_absolute_url(self) -> str:
        return reverse("meeting_version", args=[self.meeting_id, self.version])

    def __str__(self) -> str:
        return f"versie {self.version} ({self.get_audience_display()})"

    @property
    def content(self) -> dict[str, Any]:
        """The snapshot as data; see governance.meetings.snapshot for its shape."""
        found: dict[str, Any] = json.loads(self.data)
        return found

    @property
    def is_intact(self) -> bool:
        """Whether the bytes are those that were published."""
        return self.sha256 == fingerprint(self.data, self.html)


@track()
class PublicationNotice(models.Model):
    """Members and followers were told of this publication: a consequence, so it sits outside the frozen row."""

    publication = models.OneToOneField(
        AgendaPublication, models.PROTECT, primary_key=True, related_name="notice", verbose_name="publicatie"
    )
    told = models.PositiveIntegerField("aantal berichten")
    done_at = models.DateTimeField("gedaan op", auto_now_add=True)

    class Meta:
        verbose_name = "bericht over een publicatie"
        verbose_name_plural = "berichten over publicaties"

    def __str__(self) -> str:
        return f"{self.told} berichten over {self.publication_id}"
