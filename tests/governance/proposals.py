"""Factories for collegevoorstellen: plain functions, every write in the name of somebody."""

from typing import Any

from governance.bodies.models import Body, BodyKind
from governance.briefings.kinds import BriefingKind, GroundKind
from governance.briefings.models import Briefing
from governance.briefings.proposing import ProposalGround, ProposalPoint
from tests.governance import letters
from tests.world import World, body, set_up

HEADINGS = [
    *("Voorgesteld besluit", "Inleiding", "Doelstelling", "Argumenten", "Kanttekeningen"),
    *("Planning/Uitvoering", "Bijlagen"),
]


def a_college(name: str = "College van Duindorp") -> Body:
    """The college, made once."""
    return Body.objects.filter(name=name).first() or body(name, BodyKind.EXECUTIVE)


@set_up
def point(briefing: Briefing, text: str = "Instemmen met het plan.") -> ProposalPoint:
    return ProposalPoint.objects.create(briefing=briefing, text=text, position=briefing.points.count() + 1)


@set_up
def ground(
    of: ProposalPoint, thesis: str, kind: str = GroundKind.ARGUMENT, text: str = "<p>Daarom.</p>"
) -> ProposalGround:
    place = of.grounds.filter(kind=kind).count() + 1
    return ProposalGround.objects.create(point=of, kind=kind, thesis=thesis, text=text, position=place)


def bare(world: World, **extra: Any) -> Briefing:
    """A draft to a college with all its texts, and no besluitpunt yet."""
    values = {
        "kind": BriefingKind.PROPOSAL,
        "addressee": a_college(),
        "core": "<p>Er ligt een plan.</p>",
        "objective": "Gezonde inwoners en goede zorg.",
        "follow_up": "<p>Daarna beginnen wij.</p>",
        "template_code": "",
    }
    return letters.draft(world, "Regioplan", **{**values, **extra})


def full(world: World, **extra: Any) -> Briefing:
    """Two besluitpunten: two argumenten and a kanttekening at the first, one argument at the second."""
    briefing = bare(world, **extra)
    first, second = point(briefing), point(briefing, "De raad informeren.")
    ground(first, "Het plan is verplicht")
    ground(first, "Het plan is van iedereen")
    ground(first, "Er was weinig tijd", GroundKind.SIDE_NOTE)
    ground(second, "Zo volgt de raad wat er gebeurt")
    return briefing
