"""Beginning a round: the councils of the region, and a letter for each."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from governance.bodies.models import Body, BodyKind
from governance.briefings.following import BriefingLine
from governance.briefings.kinds import informed_with
from governance.briefings.models import Briefing
from governance.briefings.structure import Sort
from governance.rounds.carrying import FIELDS, carry
from governance.rounds.models import BriefingRound, RoundChapter, RoundLetter
from governance.rounds.paragraphs import place_of
from governance.rounds.signing import CollegeSignature
from partners.regions.models import Municipality
from partners.regions.places import of_our_regions
from zorgzaam.people.models import Person
from zorgzaam.ui.dates import during


def councils() -> "QuerySet[Body]":
    """Every gemeenteraad there is today, by name."""
    found = Body.objects.filter(kind=BodyKind.MUNICIPAL_COUNCIL).existing_on(timezone.localdate())
    return found.select_related("organisation__municipality").order_by("name")


def of_the_region() -> list[Body]:
    """The gemeenteraden of our region: as many as it has."""
    ours = {place.pk for place in of_our_regions()}
    return [body for body in councils() if (place := place_of(body)) and place.pk in ours]


def without_council() -> list[Municipality]:
    """Municipalities of our region whose council is not known here."""
    known = {place.pk for body in councils() if (place := place_of(body))}
    return [place for place in of_our_regions() if place.pk not in known]


@transaction.atomic
def begin(round_: BriefingRound, to: Iterable[Body], *, by: Person) -> BriefingRound:
    """Keep the round, and begin a letter to each of these councils."""
    round_.author = by
    round_.core = round_.core or opening(round_)
    round_.save()
    for council in to:
        add_letter(round_, council, by=by)
    carry(round_)
    return round_


@transaction.atomic
def begin_again(round_: BriefingRound, new: BriefingRound, *, by: Person) -> BriefingRound:
    """Make `new` a round with the words of `round_`, to the same councils as far as they still exist; without number
    or date."""
    words = (
        "kind",
        "subject",
        "period_from",
        "period_until",
        "woo_category",
        "core",
        "objective",
        "follow_up",
    )
    for name in words:
        setattr(new, name, getattr(round_, name))
    new.author = by
    new.save()
    RoundChapter.objects.bulk_create(
        RoundChapter(round=new, position=chapter.position, heading=chapter.heading, text=chapter.text)
        for chapter in round_.chapters.all()
    )
    for council in councils().filter(pk__in=round_.letters.values("council")):
        add_letter(new, council, by=by)
    carry(new)
    return new


def opening(round_: BriefingRound) -> str:
    """The first sentence of an introduction, with the period it is about (domain.md 15.2)."""
    subject = round_.subject
    about = subject[:1].lower() + subject[1:] if subject[1:2].islower() else subject
    period = during(round_.period_from, round_.period_until)
    return f"<p>Graag informeren wij u over {about}{', ' if period else ''}{period}.</p>"


def add_letter(round_: BriefingRound, council: Body, *, by: Person) -> RoundLetter:
    """Begin the letter of one council: what is common, and what it is signed with."""
    signature = CollegeSignature.objects.filter(council=council).first()
    briefing = Briefing.objects.create(
        kind=round_.kind,
        addressee=council,
        author=by,
        for_information_to=informed_with(council.kind),
        portfolio_holder=signature.portfolio_holder if signature else "",
        **_signed(round_, signature),
        **{name: getattr(round_, name) for name in FIELDS},
    )
    if round_.period_from or round_.period_until:
        BriefingLine.objects.create(
            briefing=briefing, period_from=round_.period_from, period_until=round_.period_until
        )
    return RoundLetter.objects.create(briefing=briefing, round=round_, council=council)


def _signed(round_: BriefingRound, signature: CollegeSignature | None) -> dict[str, Any]:
    if signature is None or not round_.structure.has(Sort.SIGNATURES):
        return {}
    return {"secretary": signature.secretary, "mayor": signature.mayor}
