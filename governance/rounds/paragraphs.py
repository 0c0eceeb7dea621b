"""The paragraph of each letter that says what it means for that municipality (domain.md 15.2): the fragment
`municipality_means`, or what somebody wrote where nothing is known to show."""

from django.core.exceptions import ValidationError

from governance.bodies.models import Body
from governance.briefings import order
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.fragments.municipality import KEY
from governance.rounds.models import RoundLetter
from partners.regions.models import Municipality

WRITTEN = "Een collega schreef deze alinea net, of haalde haar weg. Kijk in de brief wat er nu staat."
NOTHING_KNOWN = "Van deze gemeente is nog geen besluit, afspraak of actie bekend. Schrijf de alinea zelf."


def place_of(council: Body) -> Municipality | None:
    """The municipality of a council."""
    return council.organisation.municipality if council.organisation else None


def put_at_end(letter: RoundLetter, section: BriefingSection) -> None:
    """End this chapter with the paragraph. Nothing where the municipality of the council is not known."""
    place = place_of(letter.council)
    if place is None:
        return
    BriefingBlock.objects.create(
        section=section,
        position=order.next_position(section.blocks.all()),
        fragment=KEY,
        parameters={"municipality": str(place.pk)},
    )


def is_own(block: BriefingBlock, council: Body) -> bool:
    """Whether this block is the paragraph about the municipality of this council."""
    place = place_of(council)
    return block.fragment == KEY and place is not None and block.parameters == {"municipality": str(place.pk)}


def write_self(letter: RoundLetter, text: str) -> None:
    """Put these words where the paragraph stands. Call it with the letter locked. ValidationError where a colleague
    wrote it meanwhile."""
    blocks = BriefingBlock.objects.filter(section__briefing=letter.pk).order_by(
        "section__position", "position"
    )
    block = next((row for row in blocks if is_own(row, letter.council)), None)
    if block is None and place_of(letter.council):
        raise ValidationError(WRITTEN)
    if block is None:
        section = letter.briefing.sections.order_by("-position").first()
        block = BriefingBlock(section=section, position=order.next_position(section.blocks.all()))  # type: ignore[union-attr]
    block.fragment, block.parameters, block.text = "", {}, text
    block.save()
