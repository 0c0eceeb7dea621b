"""Who is asked to a broad network meeting, for which organisations, and what they answered."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from newsletters.network_meeting.models.meetings import NetworkMeeting
from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.secret_links import fingerprint, secret_of
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger
from zorgzaam.years import sane_moment

LINK = "netwerkbijeenkomst"


class Source(models.TextChoices):
    COMPUTED = "kring", "Uit de kring"
    ADDED = "toegevoegd", "Toegevoegd"
    AT_THE_DOOR = "deur", "Kwam zonder aanmelding"


class Answer(models.TextChoices):
    NONE = "", "Nog geen antwoord"
    YES = "ja", "Komt"
    NO = "nee", "Komt niet"


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau; who is asked has the link in the mail."""
        return self if standing_of(user).is_bureau else self.none()

    def asked(self) -> Self:
        """On the list: not excluded and not forgotten."""
        return self.filter(excluded_at__isnull=True, forgotten_at__isnull=True)

    def reachable(self) -> Self:
        return self.asked().exclude(address="")

    def behind(self, secret: str) -> "Invitee | None":
        """Whose link holds this secret."""
        return self.asked().once_behind(secret)

    def once_behind(self, secret: str) -> "Invitee | None":
        """The same, also of who was left out since; not of who was erased."""
        rows = self.filter(forgotten_at__isnull=True).select_related("network_meeting__meeting__body")
        return rows.filter(link_fingerprint=fingerprint(secret)).first()

    def shown(self) -> Self:
        """With what a line shows, in the order people look for somebody."""
        return self.prefetch_related("organisations", "attendees").order_by(Lower("name"), "pk")


@track(exclude=["name", "address", "reason", "remark", "known", "told", "link_number", "link_fingerprint"])
class Invitee(Versioned):
    """One address that is asked, once, however many organisations it is known by. `reason`: why somebody was added or
    left out. `known` is what this person was told last (telling.py), `told` how often: the SEQUENCE of a calendar."""

    unversioned = ("known", "told", "link_number", "link_fingerprint")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network_meeting = models.ForeignKey(
        NetworkMeeting, models.PROTECT, related_name="invitees", verbose_name="netwerkbijeenkomst",
        editable=False,
    )  # fmt: skip
    organisations = models.ManyToManyField(
        Organisation, related_name="network_invitees", blank=True, verbose_name="namens"
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="persoon",
        editable=False,
    )
    name = models.CharField("naam", max_length=120)
    address = models.EmailField("e-mailadres", blank=True)
    source = models.CharField(
        "hoe op de lijst", max_length=10, choices=Source.choices, default=Source.COMPUTED, editable=False
    )
    reason = models.CharField("waarom", max_length=300, blank=True)
    excluded_at = models.DateTimeField("niet gevraagd sinds", null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField("gewist op", null=True, blank=True, editable=False)
    answer = models.CharField(
        "antwoord", max_length=3, choices=Answer.choices, default=Answer.NONE, blank=True, editable=False
    )
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True, editable=False)
    remark = models.CharField("opmerking", max_length=300, blank=True)
    known = models.JSONField(default=dict, editable=False)
    told = models.PositiveSmallIntegerField(default=0, editable=False)
    link_number = models.PositiveSmallIntegerField(default=1, editable=False)
    link_fingerprint = models.CharField(max_length=64, unique=True, editable=False)

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = "genodigde"
        verbose_name_plural = "genodigden"
        ordering = ["network_meeting", "name"]
        constraints = [
            models.UniqueConstraint(
                "network_meeting", Lower("address"), condition=~Q(address=""), name="network_invitee_once",
                violation_error_message="Dit adres staat al op de lijst.",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.ADDED) | ~Q(reason=""), name="network_added_for_a_reason",
                violation_error_message="Schrijf op waarom deze persoon erbij komt.",
            ),
            models.CheckConstraint(
                condition=Q(excluded_at__isnull=True) | ~Q(reason=""), name="network_excluded_for_a_reason",
                violation_error_message="Schrijf op waarom deze persoon niet wordt gevraagd.",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.NONE, answered_at__isnull=True)
                | ~Q(answer=Answer.NONE) & Q(answered_at__isnull=False),
                name="network_answer_has_a_moment",
            ),
            *(sane_moment(name) for name in ("excluded_at", "forgotten_at", "answered_at")),
        ]  # fmt: skip
        triggers = [
            version_trigger(ignoring=("known", "told", "link_number", "link_fingerprint")),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps what the database knows the link by up to date."""
        if kwargs.get("update_fields") is None:
            self.link_fingerprint = fingerprint(self.secret)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def secret(self) -> str:
        """What the link of this person holds."""
        return secret_of(LINK, self.pk, self.link_number)

    @property
    def own_url(self) -> str:
        """The page where this person answers and sees their places."""
        return reverse("network_own", args=[self.secret])

    @property
    def way_out(self) -> str:
        """The page where this person ends invitations."""
        return reverse("network_no_more", args=[self.secret])

    @property
    def is_asked(self) -> bool:
        return self.excluded_at is None and self.forgotten_at is None

    @property
    def comes(self) -> bool:
        return self.answer == Answer.YES

    @property
    def speaks_for(self) -> str:
        """The names of the organisations, "" for nobody in particular."""
        return ", ".join(sorted(organisation.name for organisation in self.organisations.all()))
