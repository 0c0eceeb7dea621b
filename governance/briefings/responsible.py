"""The public body that is responsible for a briefing under the Woo: chosen, or the one that sends it (domain.md E6).

A network is no public body; where none is known nothing is said, and the composer asks for one.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from governance.bodies.models import Body
from governance.briefings.models import Briefing
from partners.organisations.models import Organisation, OrganisationKind
from zorgzaam.house import House

KINDS = (OrganisationKind.GOVERNMENT, OrganisationKind.AUTHORITY)


@dataclass(frozen=True)
class PublicBody:
    """Its name, and its address in TOOI where that is known."""

    name: str = ""
    tooi: str = ""

    def __bool__(self) -> bool:
        return bool(self.name)


def public_bodies() -> "QuerySet[Organisation]":
    """What can be chosen."""
    return Organisation.objects.remaining().filter(kind__in=KINDS)


def sender_of(addressee: Body) -> PublicBody:
    """Who sends what goes to this body: the province or municipality it is of, else who publishes for the region."""
    own = addressee.organisation
    if own is not None and own.kind in KINDS:
        return _known(own)
    house = House.objects.of_region()
    return PublicBody(house.publisher, house.publisher_tooi)


def responsible_for(briefing: Briefing) -> PublicBody:
    """The one somebody chose, or who sends it; an empty one where neither is known."""
    chosen = briefing.responsible
    return _known(chosen) if chosen is not None else sender_of(briefing.addressee)


def as_said(body: PublicBody) -> dict[str, Any]:
    """As it stands in a document."""
    return {"name": body.name, "tooi": body.tooi}


def said_in(document: dict[str, Any]) -> PublicBody:
    """As a document says it; in one of an earlier shape its sender is responsible."""
    said = document.get("responsible") or {"name": document["sender"], "tooi": ""}
    return PublicBody(said["name"], said["tooi"])


def addresses() -> dict[str, str]:
    """The addresses in TOOI that are known now, by the name of the public body."""
    house = House.objects.of_region()
    own = {house.publisher: house.publisher_tooi} if house.publisher_tooi else {}
    return own | dict(public_bodies().exclude(tooi="").values_list("name", "tooi"))


def _known(organisation: Organisation) -> PublicBody:
    return PublicBody(organisation.name, organisation.tooi)
