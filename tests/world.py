"""The cast: one person per role in a small invented region, and factories as plain functions.

Every factory writes as the system actor for setting up, because a write without an actor is refused.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from django.utils import timezone

from governance.bodies.models import Body, BodyKind, Mandate, Role, Seat
from partners.organisations.models import Organisation, OrganisationKind, Representation
from partners.regions.models import Municipality
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.house import House
from zorgzaam.people.models import Person

R = TypeVar("R")
PASSWORD = "wachtwoord-voor-tests"
LONG_AGO = datetime.date(2020, 1, 1)


def set_up(function: Callable[..., R]) -> Callable[..., R]:
    """A factory: its writes are done by the system actor for setting up."""

    @wraps(function)
    def acted(*args: Any, **kwargs: Any) -> R:
        with acting(SystemActor.SETUP, reason="test"):
            return function(*args, **kwargs)

    return acted


@set_up
def person(name: str, **extra: Any) -> Person:
    extra.setdefault("email", f"{name.lower().replace(' ', '.')}@deltaland.example")
    return Person.objects.create(name=name, **extra)


@set_up
def account(name: str, **extra: Any) -> User:
    """A person with a login; extra goes to the User."""
    somebody = person(name)
    return User.objects.create_user(somebody.email, PASSWORD, person=somebody, **extra)


@set_up
def body(name: str, kind: str = BodyKind.COALITION, **extra: Any) -> Body:
    return Body.objects.create(name=name, kind=kind, **extra)


@set_up
def organisation(name: str, kind: str = OrganisationKind.CARE_PROVIDER, **extra: Any) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, **extra)


@set_up
def seat(of: Body, holder: Organisation | str, **extra: Any) -> Seat:
    who = {"organisation": holder} if isinstance(holder, Organisation) else {"label": holder}
    return Seat.objects.create(body=of, **who, **extra)


@set_up
def mandate(who: User | Person, of: Body, role: str = Role.MEMBER, **extra: Any) -> Mandate:
    """A mandate that holds now, unless `starts_on` or `ends_on` say otherwise."""
    extra.setdefault("starts_on", LONG_AGO)
    return Mandate.objects.create(
        body=of, person=who.person if isinstance(who, User) else who, role=role, **extra
    )


@set_up
def representation(who: User, of: Organisation, **extra: Any) -> Representation:
    extra.setdefault("starts_on", LONG_AGO)
    return Representation.objects.create(organisation=of, person=who.person, **extra)


@set_up
def end(mandate_or_representation: Any, on: datetime.date | None = None) -> None:
    """End it yesterday, or on a given day."""
    mandate_or_representation.ends_on = on or timezone.localdate() - datetime.timedelta(days=1)
    mandate_or_representation.save()


def second_factor(who: User) -> None:
    """A second factor, which staff need before any other page opens (BIO2)."""
    Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={"secret": "A" * 32})


def fresh(user: User) -> User:
    """The account as the next request would read it: standing lives no longer than a request."""
    return User.objects.get(pk=user.pk)


@dataclass
class World:
    """Bodies: coalition, other (another body), office (netwerkbureau), staten. One account per role."""

    coalition: Body
    other: Body
    office: Body
    staten: Body
    council: Body
    municipality: Municipality
    partner_org: Organisation
    other_org: Organisation

    bureau: User  # netwerkbureau and staff of the coalition
    bureau_only: User  # netwerkbureau without any mandate in the coalition
    secretary: User
    chair: User
    member: User
    other_member: User  # sits in another body
    partner: User  # speaks for partner_org
    other_partner: User
    statenlid: User
    clerk: User
    council_member: User
    admin: User  # superuser without any mandate

    @property
    def readers(self) -> dict[str, User | None]:
        """Every role by name, the visitor without account included."""
        roles = {name: value for name, value in vars(self).items() if isinstance(value, User)}
        return {"visitor": None, **roles}


@set_up
def build_world() -> World:
    """Make the cast; each person holds just the mandates that make their role."""
    House.objects.get_or_create(
        pk=1, defaults={"network_name": "Zorgzaam Deltaland", "region_name": "Deltaland", "code": "deltaland"}
    )
    municipality = Municipality.objects.create(name="Duindorp", slug="duindorp")
    bodies = {
        "coalition": body("Zorgraad Deltaland", BodyKind.COALITION),
        "other": body("Programmateam Deltaland", BodyKind.CORE_TEAM),
        "office": body("Netwerkbureau Deltaland", BodyKind.OFFICE),
        "staten": body("Provinciale Staten van Deltaland", BodyKind.PROVINCIAL_COUNCIL),
        "council": body("Gemeenteraad Duindorp", BodyKind.MUNICIPAL_COUNCIL),
    }
    partner_org, other_org = organisation("Zorggroep Duin"), organisation("Welzijn Kreek")
    names = {
        "bureau": "Bo Bureau",
        "bureau_only": "Bas Bureau",
        "secretary": "Saar Secretaris",
        "chair": "Vera Voorzitter",
        "member": "Lot Lid",
        "other_member": "Ode Ander",
        "partner": "Pim Partner",
        "other_partner": "Pia Partner",
        "statenlid": "Stan Statenlid",
        "clerk": "Gijs Griffie",
        "council_member": "Ria Raadslid",
    }
    people = {key: account(name) for key, name in names.items()}
    people["admin"] = account("Bea Beheer", is_staff=True, is_superuser=True)
    made = World(**bodies, municipality=municipality, partner_org=partner_org, other_org=other_org, **people)
    mandate(made.bureau, made.office, Role.STAFF)
    mandate(made.bureau, made.coalition, Role.STAFF)
    mandate(made.bureau_only, made.office, Role.STAFF)
    mandate(made.secretary, made.coalition, Role.SECRETARY)
    mandate(made.chair, made.coalition, Role.CHAIR)
    mandate(made.member, made.coalition, Role.MEMBER, seat=seat(made.coalition, partner_org))
    mandate(made.other_member, made.other, Role.MEMBER)
    mandate(made.statenlid, made.staten, Role.PROVINCIAL_MEMBER)
    mandate(made.clerk, made.staten, Role.CLERK)
    mandate(made.council_member, made.council, Role.COUNCIL_MEMBER)
    representation(made.partner, partner_org)
    representation(made.other_partner, other_org)
    for staff in (made.bureau, made.bureau_only, made.secretary, made.chair, made.admin):
        second_factor(staff)
    return made
