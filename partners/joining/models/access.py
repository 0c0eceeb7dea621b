"""Somebody asks to speak for an organisation: what they said, and the one answer they got."""

import datetime
import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partners.joining.triggers import answered_by_who_may
from partners.organisations.models import Organisation, Representation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger

# How long a stranger has to press the button behind the link in the mail.
HOLDS = datetime.timedelta(days=7)


class AccessState(models.TextChoices):
    UNCONFIRMED = "onbevestigd", "Nog niet bevestigd"
    OPEN = "open", "Wacht op antwoord"
    GRANTED = "toegelaten", "Toegelaten"
    REFUSED = "geweigerd", "Niet toegelaten"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    EXPIRED = "verlopen", "Verlopen"


ANSWERED = (AccessState.GRANTED, AccessState.REFUSED)
STEPS = [
    (AccessState.UNCONFIRMED, AccessState.OPEN),
    (AccessState.UNCONFIRMED, AccessState.EXPIRED),
    (AccessState.OPEN, AccessState.GRANTED),
    (AccessState.OPEN, AccessState.REFUSED),
    (AccessState.OPEN, AccessState.WITHDRAWN),
]


class AccessQuerySet(models.QuerySet["AccessRequest"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau, who may let colleagues in there, and who asked; to them only once the address is known
        to be theirs."""
        standing = standing_of(user)
        asked = self.exclude(state__in=[AccessState.UNCONFIRMED, AccessState.EXPIRED])
        if standing.is_bureau:
            return asked
        if standing.person_id is None:
            return self.none()
        return asked.filter(Q(organisation_id__in=standing.manages) | Q(person_id=standing.person_id))

    def waiting_for(self, user: Reader) -> Self:
        """Open, and this reader may answer: never one's own."""
        standing = standing_of(user)
        open_now = self.filter(state=AccessState.OPEN).exclude(person_id=standing.person_id)
        if standing.is_bureau:
            return open_now
        return open_now.filter(organisation_id__in=standing.manages) if standing.manages else self.none()

    def lapsed(self) -> Self:
        """Never confirmed, and too late for it now."""
        return self.filter(state=AccessState.UNCONFIRMED, asked_at__lte=timezone.now() - HOLDS)

    def shown(self) -> Self:
        return self.select_related("organisation", "person", "answered_by", "representation")


@track(exclude=["name", "address", "why"])
class AccessRequest(Versioned):
    """One question. `person` is who was logged in; a stranger has an address only, and no state beyond 'onbevestigd'
    until the link in the mail was used. History keeps no names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="access_requests", verbose_name="organisatie"
    )
    organisation_name = models.CharField("naam van de organisatie", max_length=160, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="access_requests", verbose_name="gevraagd door"
    )
    name = models.CharField("naam", max_length=120)
    address = models.EmailField("e-mailadres")
    role = models.CharField("functie", max_length=80)
    why = models.TextField("waarom", max_length=600)
    state = models.CharField(
        "stand", max_length=12, choices=AccessState.choices, default=AccessState.UNCONFIRMED, editable=False
    )
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, editable=False)
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="beantwoord door"
    )
    through = models.ForeignKey(
        Representation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="beantwoord als collega",
    )
    answer = models.CharField("antwoord", max_length=300, blank=True, editable=False)
    representation = models.OneToOneField(
        Representation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="asked_for",
        verbose_name="spreekt nu namens de organisatie",
    )

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag om toegang"
        verbose_name_plural = "vragen om toegang"
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(organisation_name=""),
                name="access_is_about_an_organisation",
                violation_error_message="Kies een organisatie, of typ hoe zij heet.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "address"],
                condition=Q(state=AccessState.OPEN),
                name="one_open_access_request",
                violation_error_message="Er ligt al een vraag van dit adres.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ANSWERED, answered_by__isnull=False, answered_at__isnull=False)
                | (~Q(state__in=ANSWERED) & Q(answered_by__isnull=True, representation__isnull=True)),
                name="access_answered_by_somebody",
                violation_error_message="Een antwoord heeft iemand die het gaf.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AccessState.REFUSED) | ~Q(answer=""),
                name="access_refused_with_reason",
                violation_error_message="Schrijf op waarom niet.",
            ),
            models.CheckConstraint(
                condition=~Q(state=AccessState.GRANTED)
                | Q(organisation__isnull=False, representation__isnull=False),
                name="access_granted_is_a_representation",
                violation_error_message="Kies de organisatie waarvoor deze persoon mag spreken.",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(answered_by__isnull=True) | ~Q(answered_by=F("person")),
                name="access_not_answered_by_asker",
                violation_error_message="Je kunt je eigen vraag niet beantwoorden.",
            ),
        ]
        triggers = [
            version_trigger(),
            answered_by_who_may(),
            pgtrigger.FSM(
                name="steps", field="state", transitions=[(str(a.value), str(b.value)) for a, b in STEPS]
            ),
            pgtrigger.Protect(name="keep_row", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.name} bij {self.of}"

    def get_absolute_url(self) -> str:
        return reverse("access_request", args=[self.pk])

    @property
    def of(self) -> str:
        """The organisation by name: of the one that was chosen, or as it was typed."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def is_open(self) -> bool:
        return self.state == AccessState.OPEN

    @property
    def holds_until(self) -> datetime.datetime:
        return self.asked_at + HOLDS

    @property
    def can_be_confirmed(self) -> bool:
        return self.state == AccessState.UNCONFIRMED and self.holds_until > timezone.now()

    @staticmethod
    def told_in_history(event: Any) -> str:
        """The function that was given, and no name."""
        return f"({event.role})"
