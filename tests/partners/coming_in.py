"""Factories of who speaks for an organisation and who wants to; each writes as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from partners.contacts.models import Contact
from partners.joining.models import AccessRequest, AccessState, Ask
from partners.organisations.models import Organisation, Representation
from tests.world import World, person, set_up
from zorgzaam.accounts.models import User

ADDRESS = "nina.nieuw@zorggroepduin.example"


@set_up
def a_contact(world: World, **extra: Any) -> Contact:
    words = {"role": "secretariaat", "name": "Secretariaat", "address": "secretariaat@duin.example"}
    return Contact.objects.create(**{"organisation": world.partner_org, **words, **extra})


@set_up
def a_request(world: World, *, by: User | None = None, **extra: Any) -> AccessRequest:
    """Open, asked by a Statenlid with an account (or by `by`)."""
    who = by or world.statenlid
    return AccessRequest.objects.create(
        **{
            "organisation": world.partner_org,
            "person": who.person,
            "name": who.person.name,
            "address": who.email,
            "role": "adviseur",
            "why": "Ik werk hier sinds mei.",
            "state": AccessState.OPEN,
            "confirmed_at": timezone.now(),
            **extra,
        }
    )


def of_stranger(world: World, **extra: Any) -> AccessRequest:
    """Open, of somebody nobody knows, whose address was confirmed."""
    words = {"person": None, "name": "Nina Nieuw", "address": ADDRESS, **extra}
    return a_request(world, **words)


@set_up
def unconfirmed(world: World, days_ago: int = 0, **extra: Any) -> AccessRequest:
    """Of somebody nobody knows, who did not use the link yet."""
    asked_at = timezone.now() - datetime.timedelta(days=days_ago)
    words = {"name": "Nina Nieuw", "address": ADDRESS, "role": "adviseur", "why": "Ik werk hier.", **extra}
    words.setdefault("organisation", world.partner_org)
    return AccessRequest.objects.create(asked_at=asked_at, **words)


@set_up
def an_ask(world: World, kind: str = "meedoen", **extra: Any) -> Ask:
    words = {"words": "Wij willen aan tafel.", "asked_by": world.partner.person}
    return Ask.objects.create(kind=kind, **{"organisation": world.partner_org, **words, **extra})


def known_colleague(world: World, **extra: Any) -> Representation:
    """Let in by a colleague; known here before, and without an account."""
    return speaking(world.partner_org, person("Kees Bekend"), **extra)


@set_up
def speaking(of: Organisation, who: Any, **extra: Any) -> Representation:
    extra = {"manages": False, "starts_on": datetime.date(2020, 1, 1), **extra}
    return Representation.objects.create(organisation=of, person=getattr(who, "person", who), **extra)
