"""Deltaland: a second, wholly invented region with other bodies and colours, and without Staten.

What only works in Flevoland fails here.
"""

import datetime

from governance.bodies.models import (
    Body,
    BodyKind,
    BodyState,
    Mandate,
    Role,
    Seat,
    Succession,
    SuccessionKind,
)
from partners.organisations.models import (
    Organisation,
    OrganisationKind,
    Participation,
    ParticipationKind,
    Representation,
)
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from zorgzaam.accounts.models import User
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.demo.ids import demo_id
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.periods import Precision

PASSWORD = "deltaland-in-tests"
SINCE = datetime.date(2022, 5, 1)
PEOPLE = {
    "bureau": "Bram Bureaudelta",
    "secretaris": "Sien Secretariaat",
    "voorzitter": "Vos Voorzittersstoel",
    "lid": "Lena Kreek",
    "vervanger": "Victor Vervanger",
    "partner": "Pleun Duin",
    "raadslid": "Raf Kreekdam",
    "beheer": "Beer Beheer",
}


def load() -> None:
    """Load the region; twice is an error, because tests start from an empty database."""
    with acting(SystemActor.SETUP, reason="Deltaland"):
        House.objects.create(
            network_name="Gezond Deltaland",
            region_name="Deltaland",
            office_name="Bureau Gezond Deltaland",
            tagline="Samen gezond tussen de dijken.",
            contact_email="bureau@deltaland.example",
            accent="#6b2f6b",
            warm="#3a9d5d",
            code="deltaland",
        )
        _municipalities()
        _people()
        _organisations()
        _bodies()
        _seats()


def _id(kind: str, key: str) -> object:
    return demo_id(kind, f"deltaland/{key}")


def _municipalities() -> None:
    schemes = {
        slug: RegionScheme.objects.create(id=_id("region-scheme", slug), slug=slug, name=name)
        for slug, name in (("iza", "IZA-regio's"), ("ggd", "GGD-regio's"))
    }
    ours = Region.objects.create(scheme=schemes["iza"], name="Deltaland", is_ours=True)
    ggd = Region.objects.create(scheme=schemes["ggd"], name="Kust en Kreken")
    for slug, name in (("kreekdam", "Kreekdam"), ("duindorp", "Duindorp"), ("sluisveer", "Sluisveer")):
        municipality = Municipality.objects.create(id=_id("municipality", slug), name=name, slug=slug)
        for region in (ours, ggd):
            RegionMembership.objects.create(region=region, municipality=municipality, starts_on=SINCE)


def _people() -> None:
    for key, name in PEOPLE.items():
        email = f"{key}@deltaland.example"
        person = Person.objects.create(
            id=_id("person", key), name=name, email=email, named_publicly=key != "lid"
        )
        is_admin = key == "beheer"
        User.objects.create_user(email, PASSWORD, person=person, is_staff=is_admin, is_superuser=is_admin)


def _organisations() -> None:
    rows = [
        ("gemeente-kreekdam", "Gemeente Kreekdam", OrganisationKind.GOVERNMENT, "kreekdam"),
        ("duin", "Zorggroep Duin (verzonnen)", OrganisationKind.CARE_PROVIDER, "duindorp"),
        ("polis", "Polis Onderling (verzonnen)", OrganisationKind.INSURER, None),
        ("bewoners", "Bewonersraad Deltaland (verzonnen)", OrganisationKind.CLIENTS, None),
    ]
    for key, name, kind, municipality in rows:
        place = _id("municipality", municipality) if municipality else None
        organisation = Organisation.objects.create(
            id=_id("organisation", key), name=name, kind=kind, municipality_id=place
        )
        Participation.objects.create(
            organisation=organisation,
            kind=ParticipationKind.MEMBER,
            starts_on=SINCE,
            starts_precision=Precision.MONTH,
        )
    Representation.objects.create(
        organisation_id=_id("organisation", "duin"), person_id=_id("person", "partner"), starts_on=SINCE
    )


def _bodies() -> None:
    rows = [
        ("zorgraad", "Zorgraad Deltaland", BodyKind.COALITION, {"starts_on": SINCE}),
        ("bureau", "Bureau Gezond Deltaland", BodyKind.OFFICE, {}),
        ("team", "Werkgroep Dijkwacht", BodyKind.WORKING_GROUP, {}),
        (
            "raad",
            "Gemeenteraad Kreekdam",
            BodyKind.MUNICIPAL_COUNCIL,
            {"organisation_id": _id("organisation", "gemeente-kreekdam")},
        ),
        (
            "kring",
            "Zorgkring de Dijken",
            BodyKind.PLATFORM,
            {
                "state": BodyState.DISSOLVED,
                "starts_on": datetime.date(2016, 1, 1),
                "ends_on": datetime.date(2022, 4, 30),
            },
        ),
    ]
    for position, (key, name, kind, extra) in enumerate(rows):
        Body.objects.create(id=_id("body", key), name=name, kind=kind, position=position, **extra)
    Succession.objects.create(
        predecessor_id=_id("body", "kring"),
        successor_id=_id("body", "zorgraad"),
        kind=SuccessionKind.REPLACED_BY,
        happened_on=SINCE,
    )


def _seats() -> None:
    seats = {
        key: Seat.objects.create(
            body_id=_id("body", "zorgraad"), position=number, organisation_id=_id("organisation", key)
        )
        for number, key in enumerate(("gemeente-kreekdam", "duin", "polis", "bewoners"))
    }
    rows = [
        ("bureau", "bureau", Role.STAFF, None, None),
        ("secretaris", "zorgraad", Role.SECRETARY, None, None),
        ("voorzitter", "zorgraad", Role.CHAIR, None, None),
        ("lid", "zorgraad", Role.MEMBER, "gemeente-kreekdam", None),
        ("vervanger", "zorgraad", Role.ALTERNATE, "gemeente-kreekdam", None),
        # This seat stands empty: whoever held it has stopped.
        ("partner", "zorgraad", Role.MEMBER, "polis", datetime.date(2024, 1, 31)),
        ("raadslid", "raad", Role.COUNCIL_MEMBER, None, None),
    ]
    for person, body, role, seat, until in rows:
        Mandate.objects.create(
            person_id=_id("person", person),
            body_id=_id("body", body),
            role=role,
            seat=seats[seat] if seat else None,
            starts_on=SINCE,
            ends_on=until,
        )
