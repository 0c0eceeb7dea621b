"""Who is asked to a meeting, by which mandate or as a guest, and what they answered."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.meetings.models import MANAGERS, Meeting
from governance.meetings.models.meetings import bodies_where
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.secret_links import fingerprint, secret_of
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger

LINK = "invitation"


class InvitationKind(models.TextChoices):
    MEMBER = "lid", "Lid"
    GUEST = "gast", "Gast"
    ALTERNATE = "vervanger", "Vervanger"


class Reply(models.TextChoices):
    NONE = "", "Nog geen antwoord"
    YES = "ja", "Komt"
    NO = "nee", "Komt niet"
    MAYBE = "misschien", "Weet het nog niet"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Reader) -> Self:
        """One's own; and who comes is for who sits in the body now and for the netwerkbureau. Nobody else."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        own = Q(person_id=standing.person_id) if standing.person_id else Q(pk__in=[])
        return self.filter(own | Q(meeting__body_id__in=list(standing.bodies)))

    def kept_by(self, user: Reader) -> Self:
        """Invitations to meetings whose agenda this reader keeps: they note replies for others."""
        return self.filter(meeting__body_id__in=bodies_where(standing_of(user), MANAGERS))

    def asked(self) -> Self:
        """Still on the list."""
        return self.filter(withdrawn_at__isnull=True)

    def shown(self) -> Self:
        """With what a line shows, in the order people look for somebody."""
        related = (
            "person",
            "organisation",
            "mandate__seat",
            "stands_in_for__person",
            "proxy__person",
            "replied_by",
        )
        return self.select_related(*related).order_by("organisation__name", "person__sort_name", "pk")


@track(exclude=["reply_reason", "replacement_name", "link_fingerprint"])
class Invitation(Versioned):
    """One person asked to one meeting. `organisation` is whom they speak for there; empty for chair and staff."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="invitations", verbose_name="vergadering"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations", verbose_name="persoon")
    kind = models.CharField(
        "als", max_length=10, choices=InvitationKind.choices, default=InvitationKind.MEMBER
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mandaat"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="namens"
    )
    # A seat without an organisation is a group (inhabitants); the group is the party then.
    seat = models.ForeignKey(
        "governance.Seat", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zetel"
    )
    stands_in_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="alternates", verbose_name="vervangt"
    )
    invited_at = models.DateTimeField("uitgenodigd op", default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField("van de lijst sinds", null=True, blank=True, editable=False)

    reply = models.CharField("antwoord", max_length=10, choices=Reply.choices, default=Reply.NONE, blank=True)
    reply_reason = models.CharField("toelichting", max_length=300, blank=True)
    replied_at = models.DateTimeField("geantwoord op", null=True, blank=True, editable=False)
    replied_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opgeschreven door"
    )
    replacement_name = models.CharField("wie er dan komt", max_length=120, blank=True)
    proxy = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="proxies", verbose_name="machtigt"
    )
    link_number = models.PositiveSmallIntegerField(default=1, editable=False)
    link_fingerprint = models.CharField(max_length=64, unique=True, null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["meeting", "person__sort_name"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                "person",
                name="invited_once",
                violation_error_message="Deze persoon is al uitgenodigd.",
            ),
            models.CheckConstraint(
                condition=Q(proxy__isnull=True) | (Q(reply=Reply.NO) & ~Q(proxy=F("id"))),
                name="proxy_of_who_stays_away",
                violation_error_message="Alleen wie niet komt, machtigt iemand anders.",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True)
                | (Q(kind=InvitationKind.ALTERNATE) & ~Q(stands_in_for=F("id"))),
                name="alternate_for_another",
            ),
            models.CheckConstraint(
                condition=Q(reply=Reply.NONE, replied_at__isnull=True)
                | (~Q(reply=Reply.NONE) & Q(replied_at__isnull=False)),
                name="reply_has_a_moment",
            ),
        ]
        triggers = [
            version_trigger(ignoring=("link_number", "link_fingerprint")),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="of_one_meeting",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("meeting", "person"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} bij {self.meeting_id}"

    def get_absolute_url(self) -> str:
        return reverse("invitation", args=[self.pk])

    @property
    def is_asked(self) -> bool:
        return self.withdrawn_at is None

    @property
    def holds(self) -> bool:
        """Still asked, and who was asked by a mandate still holds that on the day of the meeting."""
        return self.is_asked and (self.mandate is None or self.mandate.holds_on(self.meeting.day))

    @property
    def speaks_for(self) -> str:
        """The organisation or the group; "" for who sits there without a seat."""
        if self.organisation:
            return self.organisation.name
        return self.seat.holder if self.seat else ""

    @property
    def comes_as(self) -> str:
        """The role of a mandate, or gast or vervanger."""
        if self.mandate is not None and self.kind == InvitationKind.MEMBER:
            return self.mandate.get_role_display()
        return self.get_kind_display()

    @property
    def party(self) -> uuid.UUID | None:
        """The key of whom they speak for: an organisation, or else the seat of a group."""
        return self.organisation_id or self.seat_id

    @property
    def noted_for_them(self) -> bool:
        """Somebody else wrote the reply down, given by telephone."""
        return self.replied_by_id is not None and self.replied_by_id != self.person_id

    # ------------------------------------------------------------ the link for who has no account
    @property
    def secret(self) -> str:
        return secret_of(LINK, self.pk, self.link_number)

    def open_link(self) -> None:
        """Let the link of this row work from now on, in memory; the caller saves `LINK_FIELDS`."""
        self.link_fingerprint = fingerprint(self.secret)


LINK_FIELDS = ("link_number", "link_fingerprint")
