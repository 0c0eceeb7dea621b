"""Factories for one letter to several councils: municipalities with a council, what to tell of each, and a round."""

import datetime
from typing import Any

from django.db import transaction

from governance.bodies.models import Body, BodyKind
from governance.briefings.models import Briefing
from governance.rounds.carrying import carry
from governance.rounds.making import begin
from governance.rounds.models import BriefingRound, RoundChapter
from partners.organisations.models import Organisation, OrganisationKind
from partners.regions.models import Municipality, Region, RegionMembership, RegionScheme
from regioplan.local_actions.models import LocalAction
from tests.governance.letters import record
from tests.world import World, set_up
from zorgzaam.audit.history import acting

DAY = datetime.date(2026, 11, 3)
NAMES = ("Kreekdam", "Sluisveer", "Oeverhuizen", "Strandwijk")


@set_up
def a_council(name: str, *, region: Region | None = None, action: str = "meer wandelpaden") -> Body:
    """A gemeenteraad with its municipality, of our region where one is given."""
    place = Municipality.objects.create(name=name, slug=name.lower())
    if region:
        RegionMembership.objects.create(
            region=region, municipality=place, starts_on=datetime.date(2020, 1, 1)
        )
    own = Organisation.objects.create(
        name=f"Gemeente {name}", kind=OrganisationKind.GOVERNMENT, municipality=place
    )
    if action:
        LocalAction.objects.create(municipality=place, text=f"{action} in {name}")
    return Body.objects.create(name=f"Gemeenteraad {name}", kind=BodyKind.MUNICIPAL_COUNCIL, organisation=own)


@set_up
def our_region() -> Region:
    scheme = RegionScheme.objects.create(slug="iza", name="IZA-regio's")
    return Region.objects.create(scheme=scheme, name="Deltaland", is_ours=True)


def councils(amount: int = 3, region: Region | None = None) -> list[Body]:
    """So many councils of our region."""
    region = region or our_region()
    return [a_council(name, region=region) for name in (*NAMES, *(f"Dorp{n}" for n in range(100)))[:amount]]


def a_round(world: World, to: list[Body], *, chapter: str = "Waar het begon", **extra: Any) -> BriefingRound:
    """A round by `world.bureau` to these councils, dated DAY, with one chapter unless that is empty."""
    values = {"subject": "Voortgang van de zorg", "dated_on": DAY, **extra}
    with acting(world.bureau, reason="test"):
        made = begin(BriefingRound(**values), to, by=world.bureau.person)
    if chapter:
        a_chapter(world, made, chapter)
    return made


def a_chapter(
    world: World, round_: BriefingRound, heading: str, text: str = "<p>Bij een tafel.</p>"
) -> RoundChapter:
    """Another chapter all letters have."""
    with acting(world.bureau, reason="test"), transaction.atomic():
        made = RoundChapter.objects.create(
            round=round_, heading=heading, text=text, position=round_.chapters.count() + 1
        )
        carry(round_)
    return made


def letters(round_: BriefingRound) -> list[Briefing]:
    """Its letters, by council."""
    return list(Briefing.objects.filter(in_round__round=round_).order_by("addressee__name"))


def numbered(world: World, round_: BriefingRound) -> list[Briefing]:
    """The letters with all that goes on them: a number, the same one for each, and who signs."""
    with acting(world.bureau, reason="test"):
        for letter in letters(round_):
            letter.registration_number = "U26.000001"
            letter.portfolio_holder = "de wethouder voor zorg"
            letter.save()
    return letters(round_)


def approved(world: World, round_: BriefingRound) -> list[Briefing]:
    """Offered by `bureau`, approved by a colleague."""
    for letter in numbered(world, round_):
        letter.submit(by=world.bureau)
        letter.approve(by=world.bureau_only)
    return letters(round_)


def determined(world: World, round_: BriefingRound) -> list[Briefing]:
    """Approved, and determined by each college, as a colleague recorded."""
    for letter in approved(world, round_):
        record(world, letter)
    return letters(round_)
