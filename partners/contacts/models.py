"""How an organisation is reached: who does what there, whether or not they speak for it."""

import uuid
from typing import Any, Self

from django.db import models
from django.urls import reverse

from partners.organisations.models import Organisation
from zorgzaam.audit.history import track
from zorgzaam.people.models import Person
from zorgzaam.periods import Period, PeriodQuerySet
from zorgzaam.standing import Reader, standing_of
from zorgzaam.versions import Versioned, version_trigger


class ContactRole(models.TextChoices):
    GENERAL = "algemeen", "Algemeen"
    OFFICE = "secretariaat", "Secretariaat"
    BOARD = "bestuur", "Bestuur"
    INITIATIVES = "initiatieven", "Initiatieven"
    COMMUNICATION = "communicatie", "Communicatie"
    FINANCE = "financien", "Financiën"
    OTHER = "anders", "Iets anders"


UNREACHABLE = "Vul een e-mailadres of een telefoonnummer in."


def is_reachable(address: str | None, phone: str | None) -> bool:
    """Whether somebody can be called or written to: a contact is there for that."""
    return bool(address or phone)


class OrganisationContactQuerySet(PeriodQuerySet):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau and the organisation itself: an address and a telephone say who somebody is."""
        standing = standing_of(user)
        return self if standing.is_bureau else self.filter(organisation_id__in=standing.organisations)


@track(exclude=["name", "address", "phone"])
class Contact(Versioned, Period):
    """Somebody, or a desk, to call or write to. It gives no right: who may speak is a Representation.

    The words are the organisation's own, and no Person: typing an address here tells nobody whether it is known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name="organisatie"
    )
    role = models.CharField("waarvoor", max_length=14, choices=ContactRole.choices)
    name = models.CharField("naam", max_length=120, help_text="Van een persoon, of van een afdeling.")
    address = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)

    objects = OrganisationContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacten"
        ordering = ["role", "name"]
        constraints = [*Period.Meta.constraints]
        triggers = [version_trigger()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its place on the page of its organisation."""
        return f"{reverse('own_place', args=[self.organisation_id])}#contacten"

    @staticmethod
    def told_in_history(event: Any) -> str:
        """What for, and no name."""
        return str(ContactRole(event.role).label.lower())


def forget(person: Person, addresses: set[str]) -> None:
    """Somebody is erased: contacts with their address go, in every organisation."""
    for address in addresses:
        Contact.objects.filter(address__iexact=address).delete()
