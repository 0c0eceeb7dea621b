"""The paragraph of each letter that says what it means for that municipality (domain.md 15.2): the fragment
`municipality_means`, or what somebody wrote where nothing is known to show."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db.models import Q

from governance.bodies.models import Body
from governance.briefings import order
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.fragments import PUBLIC_READER
from governance.briefings.fragments.municipality import KEY
from governance.rounds.models import RoundLetter
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from regioplan.agreements.models import Agreement, State
from regioplan.approvals.models import Approval
from regioplan.local_actions.models import ActionState, LocalAction

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


def with_something(on: datetime.date) -> set[uuid.UUID]:
    """Ids of the municipalities of which the fragment has something to show on this day, as `municipality_fragments`
    asks for each. All at once: a page with fifty letters asks no more than one with five."""
    return _decided(on) | _agreed(on) | _acting(on)


def _decided(on: datetime.date) -> set[uuid.UUID]:
    facts = Approval.objects.visible_to(PUBLIC_READER).latest(on).select_related("version_of__plan")
    return {fact.municipality_id for fact in facts if fact.version_of.is_out}


def _agreed(on: datetime.date) -> set[uuid.UUID]:
    rows = Agreement.objects.visible_to(PUBLIC_READER).in_force(on)
    rows = rows.exclude(answers__state=State.ACCEPTED, answers__at__date__gt=on)
    places = Organisation.objects.municipal().filter(whole__in=rows.values("organisation__whole"))
    return set(places.values_list("municipality", flat=True))


def _acting(on: datetime.date) -> set[uuid.UUID]:
    then = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    then &= Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    rows = LocalAction.objects.visible_to(PUBLIC_READER).filter(then).exclude(state=ActionState.STOPPED)
    return set(rows.values_list("municipality", flat=True))
