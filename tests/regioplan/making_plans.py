"""Factories for plans of the invented region: plain functions that write as the system actor for setting up."""

import datetime
from typing import Any

from django.utils import timezone

from partners.organisations.models import OrganisationKind
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from regioplan.approvals.models import Outcome
from regioplan.approvals.recording import record
from regioplan.plans.models import Deadline, Plan, PlanSection, PlanVersion
from tests.world import LONG_AGO, World, organisation, representation, set_up

CLEARED = {"body": "Bestuurlijk Overleg Deltaland", "on": datetime.date(2026, 11, 2)}


@set_up
def region(world: World, *names: str) -> Region:
    """Deltaland in a scheme of its own, with Duindorp and the municipalities named."""
    scheme, _ = RegionScheme.objects.get_or_create(slug="iza", defaults={"name": "IZA-regio's"})
    made = Region.objects.create(scheme=scheme, name="Deltaland", is_ours=True)
    places = [
        Municipality.objects.get_or_create(slug=name.lower(), defaults={"name": name})[0] for name in names
    ]
    for place in [world.municipality, *places]:
        RegionMembership.objects.create(region=made, municipality=place, starts_on=LONG_AGO)
    return made


@set_up
def elsewhere(world: World, name: str = "Verweg") -> Municipality:
    """A municipality in another region of the same scheme."""
    scheme, _ = RegionScheme.objects.get_or_create(slug="iza", defaults={"name": "IZA-regio's"})
    other = Region.objects.create(scheme=scheme, name="Overkant")
    place = Municipality.objects.create(name=name, slug=name.lower())
    RegionMembership.objects.create(region=other, municipality=place, starts_on=LONG_AGO)
    return place


@set_up
def plan(of: Region | None, short_name: str = "Deltaplan", **extra: Any) -> Plan:
    values = {
        "kind": "regioplan",
        "title": f"{short_name} voor een gezonde delta",
        "about": "Wat we samen doen.",
    }
    return Plan.objects.create(short_name=short_name, region=of, **{**values, **extra})


@set_up
def version(of: Plan, *headings: str, **extra: Any) -> PlanVersion:
    """A version with a chapter per heading."""
    extra.setdefault("number", of.versions.count() + 1)
    made = PlanVersion.objects.create(plan=of, **extra)
    for heading in headings:
        section(made, heading)
    return made


@set_up
def section(of: PlanVersion, heading: str, under: PlanSection | None = None, **extra: Any) -> PlanSection:
    position = of.sections.filter(parent=under).count() + 1
    extra.setdefault("text", f"<p>Over {heading.lower()}.</p>")
    return PlanSection.objects.create(
        version_of=of, parent=under, position=position, heading=heading, **extra
    )


def published(world: World, of: Plan, *headings: str) -> PlanVersion:
    """The next version, the whole way."""
    made = version(of, *(headings or ("Samen gezond",)))
    made.clear(by=world.bureau, **CLEARED)
    made.publish(by=world.bureau)
    return made


@set_up
def taken_over(of: Plan, *headings: str, **extra: Any) -> PlanVersion:
    """A published version from outside: nothing was frozen here."""
    values = {"status": "gepubliceerd", "imported": True, "published_on": datetime.date(2023, 12, 22)}
    return version(of, *headings, **{**values, **extra})


@set_up
def deadline(of: Plan, day: datetime.date, kind: str = "besluiten", **extra: Any) -> Deadline:
    return Deadline.objects.create(plan=of, day=day, kind=kind, **extra)


def decided(
    world: World, of: PlanVersion, place: Municipality, outcome: str = Outcome.AGREED, **extra: Any
) -> Any:
    if outcome in (Outcome.AGREED, Outcome.REJECTED):
        extra.setdefault("decided_on", timezone.localdate())
    return record(of, place, by=world.bureau, outcome=outcome, **extra)


def speaks_for(world: World, who: Any, place: Municipality) -> None:
    """Let an account speak for a municipality."""
    town = organisation(f"Gemeente {place.name}", OrganisationKind.GOVERNMENT, municipality=place)
    representation(who, town)
