"""What a briefing misses before review, and what deserves a second look (domain.md 15, O27)."""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags

from governance.briefings.document import build
from governance.briefings.errors import Incomplete
from governance.briefings.models import Briefing
from governance.briefings.notes import has_loose_note
from governance.briefings.responsible import responsible_for
from governance.briefings.structure import Part, Sort

WHAT_TO_DO = {
    "registration_number": "Vul het {number} in. Het komt op elke bladzijde.",
    "dated_on": "Vul de datum van het stuk in.",
    "publicity": "Kies of het stuk openbaar is.",
    "portfolio_holder": "Vul “{portfolio_holder}” in: de naam of de rol.",
}

NOBODY_RESPONSIBLE = (
    "Welk bestuursorgaan onder de Woo verantwoordelijk is, staat er nog niet bij. Kies er een."
)


def missing(briefing: Briefing) -> dict[str, str]:
    """Name of a field or part -> what to do, for everything that must be there before review; empty when complete."""
    found = lacking(briefing)
    empty = [
        block["why"]
        for section in build(briefing)["sections"]
        for block in section["blocks"]
        if block["kind"] == "empty"
    ]
    if empty:
        found["fragments"] = "Een fragment heeft niets te tonen: " + " ".join(empty)
    return found


def lacking(briefing: Briefing) -> dict[str, str]:
    """As `missing`, without asking what fragments would show: no questions for a kind without besluitpunten."""
    words = {
        "number": briefing.structure.number.lower(),
        "portfolio_holder": briefing.structure.label_of("portfolio_holder"),
    }
    found = {
        name: WHAT_TO_DO[name].format(**words)
        for name in briefing.structure.required
        if not getattr(briefing, name)
    }
    for part in briefing.structure.parts:
        if part.missing and (what := _lacks(briefing, part)):
            found[part.name] = what
    return found


def _lacks(briefing: Briefing, part: Part) -> str:
    """What to do about one part, or "" where it is there."""
    if part.sort == Sort.POINTS:
        return "" if briefing.points.exists() else part.missing
    if part.sort == Sort.GROUNDS:
        return _without_ground(briefing, part)
    return "" if getattr(briefing, part.name) else part.missing


def _without_ground(briefing: Briefing, part: Part) -> str:
    """Which besluitpunten have no argument yet."""
    with_one = set(briefing.points.filter(grounds__kind=part.name).values_list("pk", flat=True))
    every = enumerate(briefing.points.values_list("pk", flat=True), start=1)
    bare = [f"besluitpunt {number}" for number, pk in every if pk not in with_one]
    return part.missing.format(" en bij ".join(bare)) if bare else ""


def require_complete(briefing: Briefing) -> None:
    """Raises Incomplete where something is missing."""
    if found := missing(briefing):
        raise Incomplete(found)


def warnings(briefing: Briefing) -> Iterator[str]:
    """What may be a slip, as sentences; none of it stops anybody."""
    texts = list(_texts(briefing))
    if mentions_attachment(texts) and not briefing.attachments.exists():
        yield "De tekst noemt een bijlage, maar de lijst met bijlagen is leeg."
    if any(has_loose_note(text) for text in texts):
        yield "Er staat een noot in die niet af is. Schrijf een noot zo, binnen één alinea: [noot: wat erin staat]."
    for name in briefing.attachments.filter(woo_public=True, file=None).values_list("name", flat=True):
        yield f"Bijlage “{name}” is openbaar, maar heeft geen bestand. Lezers kunnen die niet openen."
    if not responsible_for(briefing):
        yield NOBODY_RESPONSIBLE
    for heading in (
        briefing.sections.filter(blocks=None).order_by("position").values_list("heading", flat=True)
    ):
        yield f"Onder “{heading}” staat nog niets. Schrijf het, of haal het hoofdstuk weg."
    for part in briefing.structure.parts:
        if part.warn and not _is_there(briefing, part):
            yield part.warn
        if part.fragment and not briefing.sections.filter(blocks__fragment=part.fragment).exists():
            yield part.without_fragment


def _is_there(briefing: Briefing, part: Part) -> bool:
    if part.sort == Sort.SECTIONS:
        return briefing.sections.exists()
    return bool(getattr(briefing, part.name))


def mentions_attachment(texts: list[str]) -> bool:
    """Whether any text speaks of an attachment."""
    return bool(re.search(r"\bbijlagen?\b|\bbijgevoegd", strip_tags(" ".join(texts)), re.IGNORECASE))


def _texts(briefing: Briefing) -> Iterator[str]:
    """Everything somebody wrote in it."""
    yield from (briefing.core, briefing.objective, briefing.follow_up)
    for section in briefing.sections.prefetch_related("blocks"):
        yield section.heading
        yield from (block.text for block in section.blocks.all())
    for point in briefing.points.prefetch_related("grounds"):
        yield point.text
        for ground in point.grounds.all():
            yield from (ground.thesis, ground.text)
